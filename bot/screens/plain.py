"""The screens without courses that need nothing but words: start, how it works, and what cannot be done."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot import phrases
from bot.explain import EXAMPLE, TRIAL
from bot.screens import keywords
from bot.screens.buttons import new_goal_button
from bot.screens.screen import Action, Button, File, Screen, lines, one_line, rows
from bot.screens.talk import talk_button
from bot.words import mark, mark_many, say, say_many

EXAMPLE_GOAL = mark(
    "I am an administrative assistant and want to become a data analyst. Under $200, 5 hours a week."
)
KEPT_DAYS = 30
_PROVIDERS = 3
LANGUAGES_READ = ("en", "es", "fr", "de", "pt", "it", "pl", "ru", "uk", "tr")
_ASK = mark("Which job or skill do you want? Write it as you would say it.")
_KNOWN = mark_many("I know {count} course, put in on {day}.", "I know {count} courses, put in on {day}.")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The catalogue in a few words."""

    courses: int
    built: dt.date
    sources: Sequence[str]
    is_sample: bool
    providers: Sequence[str] = ()
    """Who offers the courses, those with most of them first."""


def start(shelf: Shelf, today: dt.date, contact: str | None, saved: int = 0) -> Screen:
    """Return the first screen: what this is, one example, and what is in the catalogue."""
    day = phrases.day(shelf.built, today)
    known = say_many(*_KNOWN, shelf.courses, count=phrases.number(shelf.courses), day=day)
    if not shelf.courses:
        known = say("My catalogue of courses is not here now.")
    providers = phrases.listed([one_line(one, 40) for one in shelf.providers], _PROVIDERS)
    beside = [_door(), _example(), _how(), talk_button(contact)]
    labels = [button.label for button in beside if button]
    return Screen(
        lines(
            [
                " ".join([say(_ASK), say("You can add your hours a week and your money.")]),
                say(EXAMPLE),
            ],
            [
                " ".join([known, say("From {providers}.", providers=providers)] if providers else [known]),
                say(TRIAL) if shelf.is_sample else "",
            ],
            keywords.offered([*labels, "/help", "/saved", "/privacy", "/forget"]),
        ),
        rows([_door(), _example()], [_saved(saved) if saved else None], [_how(), talk_button(contact)]),
    )


def new_goal() -> Screen:
    """Return the question that begins a new goal."""
    return Screen(lines([say(_ASK), say(EXAMPLE)]), rows([_door(), _example()], [_how()]))


def how_it_works(shelf: Shelf, contact: str | None, admins: Sequence[str] = ()) -> Screen:
    """Return what the program does, what it cannot do, and the commands; `admins` are an administrator's."""
    from catalog.terms import ATTRIBUTION  # opening the lookup takes a tenth of a second: not at every start

    return Screen(
        lines(
            [
                say("Write the job or the skill you want, your money and your hours a week, in one message."),
                say("I look through the catalogue and show the closest courses."),
                say("For each: how long it takes you, what it costs you, and what comes out of it."),
            ],
            [
                say("What you set as a limit is a limit: what breaks it is never shown as a fit."),
                say(
                    "What a provider does not say is “not stated”. "
                    "“Where from?” shows where a figure was read."
                ),
                say("Nobody can pay to stand higher."),
            ],
            [
                say("I am a program, not a career adviser."),
                _languages_read(),
                say(TRIAL) if shelf.is_sample else "",
            ],
            _talk(contact),
            list(ATTRIBUTION),
            " ".join(
                [
                    say("/start begins anew."),
                    say("/saved shows what you saved."),
                    say("/privacy says what is kept."),
                    say("/forget deletes it."),
                    say("/whoami shows your number."),
                ]
            ),
            say(
                "As an administrator, send a catalogue file, or type: {commands}.", commands=", ".join(admins)
            )
            if admins
            else "",
        ),
        rows([_example(), new_goal_button()]),
    )


def _languages_read() -> str:
    languages = phrases.listed([phrases.language(code) for code in LANGUAGES_READ])
    reads = say("I read these languages: {languages}.", languages=languages)
    return " ".join([reads, say("I answer in the language of your message.")])


def forgotten() -> Screen:
    """Say that everything is deleted."""
    return Screen(
        lines(say("Deleted here. This chat stays in Telegram until you delete it.")),
        rows([new_goal_button()]),
    )


def kept() -> Screen:
    """Say that nothing was deleted."""
    return Screen(lines(say("Nothing was deleted.")), rows([new_goal_button()]))


def whoami(person: int, is_administrator: bool) -> Screen:
    """Return the number that the setting ADMINS needs."""
    role = (
        say("You are an administrator here.")
        if is_administrator
        else say("The operator of this bot makes somebody an administrator by this number.")
    )
    return Screen(
        lines([say("Your Telegram number is {number}.", number=person), role]),
        rows([_how()]),
    )


def unknown_command() -> Screen:
    """Say what can be typed instead; the same words for everybody, whatever the command."""
    return Screen(
        lines(say("I do not know that command. Write your goal in your own words, or type /help.")),
        rows([_how()]),
    )


def unknown_person() -> Screen:
    """Answer somebody who writes as a group or a channel: a list needs an owner."""
    return Screen(lines(say("I cannot tell who you are here. Please write to me in a private chat.")))


def only_text(kind: str) -> Screen:
    """Say that a message of another kind than text cannot be read, and what to do instead."""
    if kind in ("voice", "video_note", "audio"):
        text = say(
            "I cannot hear voice messages. Tap the small microphone on your keyboard and speak: "
            "your phone writes it for you."
        )
    else:
        text = say("I can only read text. Please type your goal.")
    return Screen(lines([text, say(EXAMPLE)]), rows([_how()]))


def file_trouble(reason: str) -> Screen:
    """Say why a file was not read; nothing of it is kept."""
    return Screen(lines([reason, say("You can also type your goal, or paste the text.")]), rows([_how()]))


def outlived(list_id: int = 0) -> Screen:
    """Answer a button whose list is no more, or is of another version of this program."""
    again = Button(say("Use the same goal"), Action("again", list_id)) if list_id else None
    return Screen(lines(say("This list is old. Send your goal again.")), rows([again, new_goal_button()]))


def gone(list_id: int) -> Screen:
    """Say that a course has left the catalogue since the list was made."""
    back = Button(say("Back to list"), Action("back", list_id)) if list_id else None
    return Screen(lines(say("This course is no longer in the catalogue.")), rows([back, new_goal_button()]))


def in_private_only() -> Screen:
    """Say that what is kept of somebody is not shown in a group."""
    return Screen(
        lines(say("Please send this to me in a private chat: it is about you alone.")),
        rows([new_goal_button()]),
    )


def exported(file: File) -> Screen:
    """Return the message that the file of all that is kept of a person comes with."""
    return Screen(
        lines(
            [
                say("This is all that I keep of you: {name}.", name=file.name),
                say("/privacy says what is kept."),
                say("/forget deletes it."),
            ]
        ),
        rows([new_goal_button()]),
        (file,),
    )


def trouble() -> Screen:
    """Say that a fault of ours ended this message; nothing else is lost."""
    return Screen(
        lines(say("Something broke on my side. Your lists are safe. Please send it again in a minute.")),
        rows([new_goal_button()]),
    )


def answered(text: str) -> Screen:
    """Return an answer that is only words."""
    return Screen(lines(text), rows([_how()]))


def in_need(text: str) -> Screen:
    """Return the answer to somebody in a crisis: nothing beside it asks for a tap."""
    return Screen(lines(text))


def _door() -> Button:
    return Button(say("I don't know yet"), Action("door"))


def _example() -> Button:
    return Button(say("Show an example"), Action("example"))


def _how() -> Button:
    return Button(say("How it works"), Action("how"))


def _saved(courses: int) -> Button:
    return Button(say("Saved ({count})", count=phrases.number(courses)), Action("saved"))


def _talk(contact: str | None) -> str:
    return say("To talk to a person: {contact}.", contact=contact) if contact else ""
