"""The screens without courses: start, how it works, privacy, forgetting, and every kind of trouble."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot import phrases
from bot.explain import EXAMPLE, TRIAL
from bot.screens.screen import Action, Button, Screen, lines, rows

EXAMPLE_GOAL = (
    "I am an administrative assistant and want to become a data analyst. Under $200, 5 hours a week."
)
KEPT_DAYS = 30
LANGUAGES_READ = (
    "I read English, Spanish, French, German, Portuguese, Italian, Polish, Russian, Ukrainian and Turkish; "
    "I answer in English."
)
_ASK = "Which job or skill do you want? Write it as you would say it."
_NEW = Button("New goal", Action("new"))


@dataclass(frozen=True, slots=True)
class Shelf:
    """The catalogue in a few words."""

    courses: int
    built: dt.date
    sources: Sequence[str]
    is_sample: bool


def start(shelf: Shelf, today: dt.date, contact: str | None) -> Screen:
    """Return the first screen: what this is, one example, and what is in the catalogue."""
    known = f"I know {phrases.count(shelf.courses, 'course')}, put in on {phrases.day(shelf.built, today)}."
    return Screen(
        lines(
            f"{_ASK} You can add your hours a week and your money.\n{EXAMPLE}",
            [known, TRIAL if shelf.is_sample else ""],
            _talk(contact),
            "You can also type: /help, /privacy, /forget.",
        ),
        rows([Button("Show an example", Action("example")), Button("How it works", Action("how"))]),
    )


def new_goal() -> Screen:
    """Return the question that begins a new goal."""
    return Screen(lines([_ASK, EXAMPLE]), rows([Button("Show an example", Action("example")), _how()]))


def how_it_works(shelf: Shelf, contact: str | None) -> Screen:
    """Return what the program does, what it cannot do, and the commands."""
    from catalog.terms import ATTRIBUTION  # opening the lookup takes a tenth of a second: not at every start

    return Screen(
        lines(
            [
                "Write the job or the skill you want, your money and your hours a week, in one message.",
                "I look through the catalogue and show the closest courses.",
                "For each: how long it takes you, what it costs you, and what comes out of it.",
            ],
            [
                "What you set as a limit is a limit: what breaks it is never shown as a fit.",
                "What a provider does not say is “not stated”. “Where from?” shows where a figure was read.",
                "Nobody can pay to stand higher.",
            ],
            [
                "I am a program, not a career adviser.",
                LANGUAGES_READ,
                TRIAL if shelf.is_sample else "",
            ],
            _talk(contact),
            list(ATTRIBUTION),
            "/start begins anew. /privacy says what is kept. /forget deletes it. /whoami shows your number.",
        ),
        rows([Button("Show an example", Action("example")), _NEW]),
    )


def privacy(contact: str | None) -> Screen:
    """Return what is kept, for how long, and who can see it; literally true."""
    return Screen(
        lines(
            [
                f"I keep your Telegram number and your goals, for at most {KEPT_DAYS} days.",
                "They make the buttons under your lists work.",
                "A message that I failed to answer is kept as long, so that the fault can be mended.",
            ],
            [
                "The operator of this bot could read them; Telegram carries them. They are in no log.",
                "Please do not write health or identity details.",
            ],
            "/forget deletes them here at once. This chat stays in Telegram until you delete it.",
            _talk(contact),
        ),
        rows([Button("Delete what you keep", Action("forget", arg="ask")), _NEW]),
    )


def forget_asked(goals: int) -> Screen:
    """Ask before deleting; the safe button first."""
    what = (
        f"Delete your {phrases.count(goals, 'goal')} and your number here?"
        if goals
        else ("I keep no goal of yours. Delete your number here, and what is left of your messages?")
    )
    return Screen(
        lines(f"{what} This cannot be undone.", "You can also type: delete all."),
        rows(
            [
                Button("Keep them", Action("keep")),
                Button("Delete all", Action("forget", arg="all"), danger=True),
            ]
        ),
    )


def forgotten() -> Screen:
    """Say that everything is deleted."""
    return Screen(lines("Deleted here. This chat stays in Telegram until you delete it."), rows([_NEW]))


def kept() -> Screen:
    """Say that nothing was deleted."""
    return Screen(lines("Nothing was deleted."), rows([_NEW]))


def whoami(person: int, is_administrator: bool) -> Screen:
    """Return the number that the setting ADMINS needs."""
    role = (
        "You are an administrator here."
        if is_administrator
        else ("The operator of this bot makes somebody an administrator by this number.")
    )
    return Screen(lines([f"Your Telegram number is {person}.", role]), rows([_how()]))


def unknown_command() -> Screen:
    """Say what can be typed instead; the same words for everybody, whatever the command."""
    return Screen(
        lines("I do not know that command. Write your goal in your own words, or type /help."), rows([_how()])
    )


def unknown_person() -> Screen:
    """Answer somebody who writes as a group or a channel: a list needs an owner."""
    return Screen(lines("I cannot tell who you are here. Please write to me in a private chat."))


def only_text(kind: str) -> Screen:
    """Say that a message of another kind than text cannot be read, and what to do instead."""
    if kind in ("voice", "video_note", "audio"):
        text = (
            "I cannot hear voice messages. Tap the small microphone on your keyboard and speak: "
            "your phone writes it for you."
        )
    else:
        text = "I can only read text. Please type your goal."
    return Screen(lines([text, EXAMPLE]), rows([_how()]))


def file_trouble(reason: str) -> Screen:
    """Say why a file was not read; nothing of it is kept."""
    return Screen(lines([reason, "You can also type your goal, or paste the text."]), rows([_how()]))


def outlived(list_id: int = 0) -> Screen:
    """Answer a button whose list is no more, or is of another version of this program."""
    again = Button("Use the same goal", Action("again", list_id)) if list_id else None
    return Screen(lines("This list is old. Send your goal again."), rows([again, _NEW]))


def gone(list_id: int) -> Screen:
    """Say that a course has left the catalogue since the list was made."""
    return Screen(
        lines("This course is no longer in the catalogue."),
        rows([Button("Back to list", Action("back", list_id)), _NEW]),
    )


def trouble() -> Screen:
    """Say that a fault of ours ended this message; nothing else is lost."""
    return Screen(
        lines("Something broke on my side. Your lists are safe. Please send it again in a minute."),
        rows([_NEW]),
    )


def answered(text: str) -> Screen:
    """Return an answer that is only words."""
    return Screen(lines(text), rows([_how()]))


def in_need(text: str) -> Screen:
    """Return the answer to somebody in a crisis: nothing beside it asks for a tap."""
    return Screen(lines(text))


def _how() -> Button:
    return Button("How it works", Action("how"))


def _talk(contact: str | None) -> str:
    return f"To talk to a person: {contact}." if contact else ""
