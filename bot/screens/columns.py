"""How the columns of an uploaded file were understood, and what else they can be said to hold."""

from collections.abc import Sequence

from bot import phrases
from bot.screens.buttons import in_twos
from bot.screens.screen import Action, Button, Screen, label, lines, one_line, rows
from bot.screens.upload import ROWS, and_more, cancel_button, typed
from bot.words import mark, mark_many, say, say_many
from catalog.looking import WITH_COLUMNS, Looked

SKIP = "skip"
FIELDS = {
    "title": mark("Title"),
    "provider": mark("Provider"),
    "institution": mark("School"),
    "url": mark("Web address"),
    "description": mark("Description"),
    "outcomes": mark("Outcomes"),
    "skills": mark("Skills"),
    "prerequisites": mark("Needed first"),
    "assessment": mark("Assessment"),
    "credential": mark("Credential"),
    "duration": mark("Length"),
    "price": mark("Price"),
    "certificate_price": mark("Price of the certificate"),
    "level": mark("Level"),
    "language": mark("Language"),
    "pace": mark("Pace"),
    "mode": mark("Online or on site"),
    "place": mark("Place"),
    "start": mark("Start"),
    "end": mark("End"),
    "as_of": mark("Date of the facts"),
    "code": mark("Number of the course"),
}
"""What a column can be said to hold by taps; rarer fields are for the mapping beside a file."""
_EXAMPLES = mark_many("“{column}” as {field} ({count} example)", "“{column}” as {field} ({count} examples)")
_COLUMNS_SHOWN = 12
_CHOICES = 10


def field_word(name: str) -> str:
    """Return a field of a programme in words."""
    return say(FIELDS[name]) if name in FIELDS else name.replace("_", " ")


def columns(id_: int, files: Sequence[Looked], at: int, goes: str) -> Screen:
    """Return how the columns of one file were understood; `goes` says where the file goes."""
    one = files[at]
    read = [
        say_many(
            *_EXAMPLES,
            one.examples.get(column, 0),
            column=one_line(column, 30),
            field=field_word(name),
            count=phrases.number(one.examples.get(column, 0)),
        )
        for column, name in one.mapping.items()
    ]
    unread = [one_line(column, 30) for column in one.unused]
    following = (at + 1) % len(files)
    return Screen(
        lines(
            say_many(*ROWS, one.rows, file=one_line(one.file, 60), count=phrases.number(one.rows)),
            [say("I read these columns:"), *read[:_COLUMNS_SHOWN], *and_more(len(read) - _COLUMNS_SHOWN)]
            if read
            else [],
            say("Not read: {columns}.", columns=phrases.listed(unread, 5)) if unread else "",
            [goes, say("Nothing is changed yet.")],
            typed(),
        ),
        rows(
            [Button(say("Columns are right"), Action("upload", id_, "ok"))],
            [
                Button(say("Change a column"), Action("columns", id_, f"{at}.pick.0"))
                if one.form in WITH_COLUMNS
                else None,
                Button(say("Replace or add"), Action("upload", id_, f"store.{at}")),
            ],
            [Button(say("Next file"), Action("columns", id_, str(following))) if following != at else None,
             cancel_button(id_)],
        ),
    )  # fmt: skip


def all_columns(one: Looked) -> list[str]:
    """Return the columns of a file in its own order, which no change of what they hold changes."""
    known = [*one.mapping, *one.unused]
    places = {name: place for place, name in enumerate(one.values)}
    return sorted(known, key=lambda name: places.get(name, len(places)))


def choose_column(id_: int, one: Looked, at: int, page: int) -> Screen:
    """Ask which column was misunderstood."""
    names = all_columns(one)
    page = max(0, min(page, (len(names) - 1) // _CHOICES))
    shown = list(enumerate(names))[page * _CHOICES :][:_CHOICES]
    more = (page + 1) * _CHOICES < len(names)
    return Screen(
        lines(say("Which column do you want to change?"), typed()),
        rows(
            *(
                [
                    Button(
                        label(name, say("A column without a name")), Action("columns", id_, f"{at}.{number}")
                    )
                ]
                for number, name in shown
            ),
            [
                Button(say("More columns"), Action("columns", id_, f"{at}.pick.{page + 1}"))
                if more
                else None,
                Button(say("Back"), Action("columns", id_, str(at))),
            ],
        ),
    )


def choose_field(id_: int, one: Looked, at: int, column: int) -> Screen:
    """Ask what a column holds."""
    name = all_columns(one)[column]
    held, shown = one.mapping.get(name), one.values.get(name, ())
    buttons = [
        Button(say(word), Action("columns", id_, f"{at}.{column}.{field.replace('_', '-')}"))
        for field, word in FIELDS.items()
    ]
    return Screen(
        lines(
            say("What does the column “{column}” hold?", column=one_line(name, 60)),
            [
                say("Now: {field}.", field=field_word(held) if held else say("Not used")),
                say("For example: {values}", values=one_line("; ".join(shown), 200)) if shown else "",
            ],
            typed(),
        ),
        rows(
            [Button(say("Not used"), Action("columns", id_, f"{at}.{column}.{SKIP}"))],
            *in_twos(buttons),
            [Button(say("Back"), Action("columns", id_, f"{at}.pick.{column // _CHOICES}"))],
        ),
    )


def wrong_column(id_: int, at: int, reason: str) -> Screen:
    """Say why a column cannot hold what was said; it holds what it did."""
    return Screen(
        lines(
            say("This change was not kept."), say("Reason: {reason}", reason=one_line(reason, 600)), typed()
        ),
        rows([Button(say("Back to the columns"), Action("columns", id_, str(at))), cancel_button(id_)]),
    )
