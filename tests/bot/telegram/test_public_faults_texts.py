"""Faults that users of other bots met, in what is shown and in what is sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.trial.attachments import KINDS
from bot.trial.incoming import arrive
from bot.trial.person import Person, Shown
from bot.trial.standin import StandIn
from tests.bot.telegram.conftest import CYRILLIC_TITLE, HOSTILE_TITLE
from tests.bot.telegram.inprocess import GOAL, Bots


def walked(standin: StandIn, person: Person, *labels: str) -> Iterator[Shown]:
    """Tap one label after the other on the newest message and return what each tap leads to."""
    for label in labels:
        before = person.newest().text
        person.tap(label, person.newest().id)
        standin.wait(lambda before=before: person.newest().text != before)  # type: ignore[misc]
        yield person.newest()


def test_row_4_signs_of_markup_in_titles_and_names_are_shown_as_they_are(
    bots: Bots, standin: StandIn, hostile: Path, tmp_path: Path
) -> None:
    """support-bot#19. Seen to fail when screens go out with the parse mode HTML."""
    abdo = standin.person(first_name="abdo <", last_name="&b>")
    bots.start(hostile)
    for command in ("/start", "/help", "/privacy", "/whoami", "/forget", "I want to learn research"):
        before = len(abdo.messages())
        abdo.send(command)
        standin.wait(lambda before=before: len(abdo.messages()) > before)  # type: ignore[misc]
    place = next(label for label in abdo.newest().labels() if "R&D <b" in label)
    assert HOSTILE_TITLE in abdo.newest().text
    screens = list(walked(standin, abdo, place, "Where from?", "Back to course", "Read more", "Back to list"))
    assert all(HOSTILE_TITLE in shown.text for shown in screens)
    assert "Uni <i>& Sons" in screens[0].text and "https://example.org/?a=1&lt=2" in screens[0].text
    assert bots.faults() == []
    standin.assert_clean()


def test_row_5_titles_and_ids_of_60_cyrillic_letters_make_a_list_with_working_buttons(
    bots: Bots, standin: StandIn, ana: Person, hostile: Path
) -> None:
    """Telegram-shop#9. Seen to fail when a button's data holds the course's id."""
    assert len(CYRILLIC_TITLE) >= 60
    bots.start(hostile)
    ana.send(GOAL)
    standin.wait(ana.messages)
    place = next(label for label in ana.newest().labels() if CYRILLIC_TITLE[:10] in label)
    card = next(walked(standin, ana, place))
    assert CYRILLIC_TITLE in card.text
    standin.assert_clean()


@pytest.mark.parametrize("kinds", [KINDS])
def test_row_17_every_kind_of_content_is_answered_with_what_to_do_instead(
    bots: Bots, standin: StandIn, ana: Person, kinds: tuple[str, ...]
) -> None:
    """python-telegram-bot#30. Seen to fail when only text, photos and documents have a handler."""
    bots.start()
    for count, kind in enumerate(kinds, start=1):
        ana.attach(kind)
        standin.wait(lambda count=count: len(ana.messages()) == count)  # type: ignore[misc]
        text = ana.newest().text
        hears = kind in ("voice", "audio", "video_note")
        assert ("I cannot hear voice messages." in text) == hears, kind
        assert "type" in text or hears, kind
    standin.assert_clean()


def test_row_17_a_kind_of_content_that_is_newer_than_the_bot_is_answered(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    """RasaHQ/rasa#8166. Seen to fail when a message of no known kind is passed over in silence."""
    bots.start()
    arrive(standin.world, ana.user, standin.world.chats[ana.id], {"hologram": {"file_id": "1"}})
    standin.wait(ana.messages)
    assert "I can only read text." in ana.newest().text


@pytest.mark.parametrize("kind", ["photo", "voice", "video", "document", "animation"])
def test_row_17_a_caption_is_taken_as_the_goal(bots: Bots, standin: StandIn, ana: Person, kind: str) -> None:
    """python-telegram-bot#30. Seen to fail when captions are not read."""
    bots.start()
    ana.attach(kind, caption=GOAL)
    standin.wait(ana.messages)
    assert "You want: data analyst." in ana.newest().text
    standin.assert_clean()
