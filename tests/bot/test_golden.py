"""Whole replies and screens as a person sees them, kept in golden/ to be read: a change of words shows there.

`make golden` writes them anew: read what has changed before you commit it.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.advisor import Advisor
from bot.reply import Course, View, key_of
from bot.request import Request
from bot.screens import admin, health, held, plain, privacy, stats
from bot.screens.catalogue import catalogue
from bot.screens.course import card, reading
from bot.screens.receipts import receipts
from bot.screens.results import results
from bot.screens.screen import Action, Op, Screen
from bot.telegram.asides import aside
from index.build import build
from index.encoder import TOY_MODEL
from tests.bot.screens.administrators import BUILT, CONTENTS, FIGURES, HEALTH, HELD, WAITING
from tests.quality.checked import Checked, report

GOLDEN = Path(__file__).parent / "golden"
TODAY = dt.date(2026, 11, 25)
CONTACT = "the career desk, room 12"
ANALYST = "Admin assistant, I want to be a data analyst. Under $200, 5 hours a week."
SEVERAL = "I want to learn SQL, statistics and Python, 5 hours a week"

REPLIES = {
    "budget and hours": ANALYST,
    "no limits": "I want to become a data analyst",
    "a certificate wanted": "data analyst, under $200, 5 hours a week, I need a certificate",
    "free only": "data analyst, free only",
    "a budget a month": "photography, at most 40 dollars a month, 3 hours a week",
    "a subscription at my pace": "I want to learn photography, 5 hours a week",
    "a budget in another currency": "bookkeeping, under 200 dollars, 3 hours a week",
    "a currency without a rate": "bookkeeping, at most 10000 roubles",
    "a budget without a currency": "bookkeeping, my budget is 100",
    "a deadline": "bookkeeping by 5 December, 3 hours a week",
    "at most some weeks": "data analyst within 6 weeks, 4 hours a week",
    "at most some hours": "data analyst, at most 20 hours in total",
    "nothing fits": "data analyst, free only, with a certificate, at most 1 hour in total",
    "several things off": "machine learning engineer, under 500 euros, within 4 weeks, 2 hours a week",
    "nothing close": "Ich möchte Hubschrauber fliegen lernen",
    "other languages left out": "I want to learn welding",
    "a course language": "welding, the course should be in Spanish",
    "a level far away": "machine learning, I am an absolute beginner",
    "a provider wanted": "data analyst on edX",
    "a provider ruled out": "data analyst, not from Coursera",
    "a topic ruled out": "machine learning, no statistics",
    "own pace wanted": "dementia care, self-paced",
    "fixed dates": "dementia care, fixed dates, 3 hours a week",
    "a badge is enough": "bookkeeping, a badge is enough",
    "what I know": "I know Excel and SQL. I want to become a data analyst. 6 hours a week.",
    "a wish that cannot be used": "data analyst, evenings only, near me",
    "in Spanish": "Quiero ser analista de datos, menos de 200 dólares, 5 horas a la semana",
    "a pasted advert": (
        "We are looking for a Data Analyst to join our team.\n"
        "Your tasks: build dashboards, write SQL queries, report to managers.\n"
        "Requirements: SQL, Excel, Power BI, good English. We offer 30 days of holiday."
    ),
    "a greeting": "hello",
    "off topic": "will it rain today",
    "unclear": "???",
    "unclear with limits": "something cheap, 3 hours a week",
    "harm": "learn to make a bomb",
    "a crisis": "lost my job and i just want to kill myself",
}
"""What somebody writes, by what the reply is an example of."""

SHELF = plain.Shelf(412, dt.date(2026, 11, 12), ("centre.csv",), is_sample=False)


Shown = Callable[[Advisor, str], Screen]


def _list(view: View | None = None, changed: bool = False) -> Shown:
    def shown(advisor: Advisor, message: str) -> Screen:
        answer = advisor.page(Request.of(message, TODAY), TODAY, view)
        assert answer is not None
        return results(answer, 1, advisor.rates, None, changed)

    return shown


def _of_course(id_: str, shown: Callable[[Course, Advisor], Screen]) -> Shown:
    def of_course(advisor: Advisor, message: str) -> Screen:
        course = advisor.course(Request.of(message, TODAY), TODAY, key_of(id_))
        assert course is not None
        return shown(course, advisor)

    return of_course


def _card(id_: str) -> Shown:
    return _of_course(id_, lambda course, advisor: card(course, 1, advisor.rates, None))


def _where(id_: str) -> Shown:
    return _of_course(id_, lambda course, _: receipts(course, 1))


def _beside(op: Op, arg: str = "") -> Shown:
    return lambda advisor, message: (
        aside(advisor, Action(op, 1, arg), Request.of(message, TODAY), TODAY, None).screen
    )


def _plain(screen: Screen) -> Shown:
    return lambda _, __: screen


SCREENS: dict[str, tuple[str, Shown]] = {
    "list": (ANALYST, _list()),
    "list, next page": ("data analyst", _list(View("fits", 1))),
    "list, not stated": (ANALYST, _list(View("not_stated"))),
    "list, one thing off": (ANALYST, _list(View("one_off"))),
    "list of a newer catalogue": ("welding", _list(changed=True)),
    "card": (ANALYST, _card("sql-free")),
    "card with a subscription": (ANALYST, _card("analyst-sub")),
    "card with all stated": ("machine learning, 5 hours a week", _card("ml-exam")),
    "card with outcomes": ("dementia care", _card("care-own")),
    "card with fixed dates": ("dementia care, 3 hours a week", _card("care-coming")),
    "card of a course that has begun": ("dementia care, 3 hours a week", _card("care-started")),
    "card with nothing stated": ("beekeeping", _card("bare")),
    "where from": (ANALYST, _where("sql-free")),
    "where from, nothing stated": ("beekeeping", _where("bare")),
    "read more": (ANALYST, _of_course("sql-free", lambda course, _: reading(course, 1, 0))),
    "path": (SEVERAL, _beside("path")),
    "no path": ("I want to learn welding", _beside("path")),
    "compare": (ANALYST, _beside("compare", "f0")),
    "about the job": ("I am a nurse and want to become a web developer", _beside("job")),
    "a job that is not known": ("I want to learn welding", _beside("job")),
    "beside a degree": (SEVERAL, _beside("degree")),
    "as a file": (SEVERAL, _beside("file", "path")),
    "start": ("/start", _plain(plain.start(SHELF, TODAY, CONTACT))),
    "how it works": ("/help", _plain(plain.how_it_works(SHELF, CONTACT))),
    "privacy": ("/privacy", _plain(privacy.privacy(CONTACT))),
    "forget": ("/forget", _plain(privacy.forget_asked(2))),
    "who am I": ("/whoami", _plain(plain.whoami(12345678, is_administrator=False))),
    "a voice message": ("(a voice message)", _plain(plain.only_text("voice"))),
    "status": ("/status", _plain(health.status(HEALTH, TODAY))),
    "rebuild asked": ("/reindex", _plain(admin.asked(41, ["centre.csv"], 38.4))),
    "rebuild at work": ("(Rebuild)", _plain(admin.progress("Embedding", 620, 1240, 20))),
    "rebuild done": ("(Rebuild)", _plain(admin.done(BUILT, 38, 42))),
    "rebuild in doubt": ("(Rebuild)", _plain(held.waits(WAITING, HELD))),
    "see what changed": ("(See what changed)", _plain(held.changes(WAITING))),
    "the catalogue": ("/catalogue", _plain(catalogue(CONTENTS, 41))),
    "figures": ("/stats", _plain(stats.stats(FIGURES))),
    "rebuild failed": ("(Rebuild)", _plain(admin.failed("No room on the disk."))),
}
"""A message, and the screen that it led to, by what the screen is."""


def _opened(folder: Path) -> Advisor:
    build([GOLDEN / "catalogue.jsonl"], folder, (TOY_MODEL,))
    return Advisor.open(folder, CONTACT)


def _golden(advisor: Advisor) -> Iterable[tuple[str, str]]:
    """Return the name and the text of every golden file."""
    for number, (what, message) in enumerate(REPLIES.items(), start=1):
        yield _name(number, what), _shown(message, advisor.reply(message, TODAY).text)
    for number, (what, (message, shown)) in enumerate(SCREENS.items(), start=len(REPLIES) + 1):
        screen = shown(advisor, message)
        buttons = ["".join(f"[{button.label}]" for button in row) for row in screen.rows]
        yield _name(number, what), _shown(message, "\n".join([screen.text, *buttons]))


def _name(number: int, what: str) -> str:
    return f"{number:02}-{what.replace(',', '').replace(' ', '-').lower()}.txt"


def _shown(message: str, text: str) -> str:
    said = message.replace("\n", "\n> ")
    return f"> {said}\n({TODAY.isoformat()})\n\n{text}\n"


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is shown now, by the name of its file."""
    return dict(_golden(_opened(tmp_path_factory.mktemp("golden"))))


def test_every_figure_of_a_reply_has_its_receipt(tmp_path: Path) -> None:
    """Each number and date of replies, lists and cards stands in the row, the goal or a printed formula."""
    advisor = _opened(tmp_path)
    checked = Checked(advisor)
    for message in REPLIES.values():
        reply = advisor.reply(message, TODAY)
        if reply.answer is None:
            continue
        checked.check(message, reply.text, reply.answer)
        page = advisor.page(Request.of(message, TODAY), TODAY)
        assert page is not None
        checked.check(message, results(page, 1, advisor.rates, None).text, page)
        for suggestion in page.suggestions:
            course = advisor.course(Request.of(message, TODAY), TODAY, key_of(suggestion.program.id))
            assert course is not None
            checked.check_card(message, course, card(course, 1, advisor.rates, None).text)
    report(checked)


def test_every_reply_is_the_one_that_was_read(texts: dict[str, str]) -> None:
    """Where it fails on purpose: make golden, read the difference, commit it."""
    kept = {path.name: path.read_text(encoding="utf-8") for path in GOLDEN.glob("*.txt")}
    assert texts == kept


def test_there_are_enough_of_them_and_each_is_read_at_a_glance(texts: dict[str, str]) -> None:
    """At least 30; none has more than 4,096 characters, which Telegram takes as one message."""
    assert len(texts) >= 30
    assert max(map(len, texts.values())) <= 4096


def record() -> None:
    """Write every golden file anew."""
    with TemporaryDirectory() as folder:
        found = dict(_golden(_opened(Path(folder))))
    for path in GOLDEN.glob("*.txt"):
        path.unlink()
    for name, text in found.items():
        (GOLDEN / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    from tests.bot.conversations.played import record as record_conversations

    record()
    record_conversations()
