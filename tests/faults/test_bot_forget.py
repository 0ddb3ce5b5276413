"""What /forget promises: afterwards no file of the bot and no log holds a word that the person wrote."""

from collections.abc import Iterator

import pytest

from bot.trial.person import Person
from bot.trial.standin import StandIn
from index.build import build
from index.encoder import TOY_MODEL
from tests.faults.bots import DATABASE, BotProcess, files_with, write_catalogue

IN_A_GOAL, EDITED, IN_A_GROUP, ANSWERED, DEAD = (
    "quokkavale",
    "wombatburg",
    "numbatton",
    "bilbyford",
    "dingoham",
)
CANARIES = (IN_A_GOAL, EDITED, IN_A_GROUP, ANSWERED, DEAD)
OF_ANOTHER = "echidnaport"
OLD_LIST = "This list is old. Send your goal again."


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotProcess]:
    """A bot that logs all it can."""
    with StandIn(rate_limits=False) as standin:
        process = BotProcess(standin, tmp_path_factory.mktemp("forget"), admins="7", level="DEBUG")
        build([write_catalogue(process.catalogue, "Alder")], process.data, (TOY_MODEL,))
        with process:
            yield process


def write_everywhere(bot: BotProcess, person: Person) -> None:
    """Leave a canary in a list, an edited list, a list in a group, an answered message and a dead letter."""
    group = bot.standin.group(person)
    goal = person.send(f"data analyst in {IN_A_GOAL}")
    bot.wait(person.messages)
    person.edit(goal, f"data analyst in {EDITED}")
    bot.wait(lambda: person.newest().edited)
    person.send(f"/goal data analyst in {IN_A_GROUP}", chat=group)
    bot.wait(group.messages)
    bot.answer(person, f"Hello {ANSWERED}")
    # No sticker of Telegram looks like this: no program can read it, so it is put aside.
    person.send(f"data analyst in {DEAD}", sticker="broken")
    bot.answer(person, "data analyst")


def found_in(bot: BotProcess) -> dict[str, set[str]]:
    """Return the files in which each canary stands."""
    texts = bot.texts_at_rest()
    return {word: found for word in CANARIES if (found := files_with(texts, word))}


@pytest.mark.parametrize("how", ["by a tap", "by typed words"])
def test_no_file_and_no_log_holds_a_word_after_forget(bot: BotProcess, how: str) -> None:
    """Nor after the process has ended; what somebody else wrote stays.

    Seen to fail when the write-ahead log was left as it was, and when dead letters were not deleted.
    """
    person, other = bot.standin.person(), bot.standin.person()
    bot.answer(other, f"data analyst in {OF_ANOTHER}")
    write_everywhere(bot, person)
    before = found_in(bot)
    assert set(before) == set(CANARIES)
    assert "log" not in set().union(*before.values())
    assert "Delete all that I keep of you here?" in bot.answer(person, "/forget")
    forgotten = bot.after_tap(person, "Delete all") if how == "by a tap" else bot.answer(person, "delete all")
    assert forgotten.startswith("Deleted here.")
    assert found_in(bot) == {}
    bot.terminate()
    assert found_in(bot) == {}
    assert files_with(bot.texts_at_rest(), OF_ANOTHER) == {DATABASE}
    bot.start()


def test_after_forget_the_bot_knows_neither_the_lists_nor_the_dead_letters(bot: BotProcess) -> None:
    """Old buttons say that they are old, and nothing is left that was put aside."""
    person, admin = bot.standin.person(), bot.standin.person(7)
    write_everywhere(bot, person)
    old = person.newest()
    assert "put aside after three failures: 1." in bot.answer(admin, "/status")
    bot.answer(person, "/forget")
    bot.after_tap(person, "Delete all")
    assert "put aside after three failures: 0." in bot.answer(admin, "/status")
    tap = person.tap("Next", old.id)
    assert bot.wait(lambda: person.toast_of(tap)) == (OLD_LIST, False)
    bot.wait(lambda: person.newest().text == OLD_LIST)
    assert "Goals: " not in bot.answer(person, "/forget")
