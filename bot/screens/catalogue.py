"""What the served catalogue states and leaves open, and what an administrator can do about each."""

from collections.abc import Sequence

from bot import phrases
from bot.screens.buttons import status_button
from bot.screens.screen import Action, Button, Screen, lines, one_line, rows
from bot.words import mark, mark_many, say, say_many
from index.contents import Contents, Said

LISTED = 5
_COURSES = mark_many(
    "Catalogue version {version}: {count} course.", "Catalogue version {version}: {count} courses."
)
_STATED = {
    "price": mark("With a price: {share} %."),
    "duration": mark("With a duration: {share} %."),
    "outcomes": mark("With outcomes or skills: {share} %."),
    "level": mark("With a level: {share} %."),
    "language": mark("With a language: {share} %."),
}
_STALE = mark_many("{count} course is older than a year.", "{count} courses are older than a year.")
_UNDATED = mark_many("{count} course has no date.", "{count} courses have no date.")
_TIMES = mark_many("{text} ({count} time)", "{text} ({count} times)")


def catalogue(contents: Contents, version: int, page: int = 0) -> Screen:
    """Return one page: first the shares, then the texts that were not read, then the refused rows."""
    pages = [_shares(contents, version), *_mendable(contents)]
    page = max(0, min(page, len(pages) - 1))
    turn = [
        Button(say("Previous"), Action("catalogue", arg=f"p{page - 1}")) if page else None,
        Button(say("Next"), Action("catalogue", arg=f"p{page + 1}")) if page < len(pages) - 1 else None,
    ]
    return Screen(
        lines(
            *pages[page],
            say("Page {page} of {pages}.", page=page + 1, pages=len(pages)) if len(pages) > 1 else "",
        ),
        rows(turn, [status_button()]),
    )


def _shares(contents: Contents, version: int) -> list[list[str] | str]:
    files = [
        say(
            "{name}: {count}.",
            name=one_line(name, 60) or say(phrases.NOT_STATED),
            count=phrases.number(count),
        )
        for name, count in contents.sources.items()
    ]
    more = len(files) - 2 * LISTED
    return [
        say_many(*_COURSES, contents.courses, version=version, count=phrases.number(contents.courses)),
        files[: 2 * LISTED]
        + ([say("Other files: {count}.", count=phrases.number(more))] if more > 0 else []),
        [
            say(_STATED[name], share=phrases.number(100 * count // max(1, contents.courses)))
            for name, count in contents.stated.items()
        ],
        [
            say_many(*_STALE, contents.stale, count=phrases.number(contents.stale)),
            say_many(*_UNDATED, contents.undated, count=phrases.number(contents.undated)),
            say("Put a column with the date of each row into the file.") if contents.undated else "",
            say("Ask the providers for new prices and dates.") if contents.stale else "",
        ],
        say("What is missing is shown to people as “not stated”. Fill the column to change that."),
    ]


def _mendable(contents: Contents) -> list[list[list[str] | str]]:
    found = contents.mendable
    if found is None:
        return [
            [
                say("I do not know which texts were not read: this version was built before I kept that."),
                say("Change a file and rebuild."),
            ]
        ]
    unread = say("These texts were not understood. Write them in another way, then rebuild.")
    refused = say("These rows were refused. Mend them in the file, then rebuild.")
    warned = say("These files need a look.")
    return [
        *_paged(unread, list(map(_said, found.unread))),
        *_paged(refused, list(map(_said, found.refused))),
        *_paged(warned, [one_line(warning, 200) for warning in found.warnings]),
    ]


def _paged(heading: str, texts: Sequence[str]) -> list[list[list[str] | str]]:
    return [[heading, list(texts[start : start + LISTED])] for start in range(0, len(texts), LISTED)]


def _said(one: Said) -> str:
    text = f"{one.field}: {one_line(one.text, 120)}" if one.field else one_line(one.text, 120)
    return say_many(*_TIMES, one.count, text=text, count=phrases.number(one.count))
