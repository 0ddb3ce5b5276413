"""What a draft would change, on screens: the sums with examples, and pages of new, changed and gone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot import phrases
from bot.cost import ends_of
from bot.lines.facts import offered_by
from bot.screens import keywords
from bot.screens.columns import field_word
from bot.screens.screen import Action, Button, Screen, lines, one_line, rows
from bot.words import mark, mark_many, say, say_many
from catalog.diff import Changed, Diff
from catalog.program import Duration, Price, Program

PARTS = ("new", "changed", "gone")
FEWEST = 5
"""Fewer people than that are not counted: they could be known."""
_EXAMPLES = 3
_PAGE = 7
_TITLE = 60
_SAVED_BY_FEW = mark_many(
    "{count} course that goes is saved by people: fewer than {fewest}.",
    "{count} courses that go are saved by people: fewer than {fewest}.",
)
_SAVED = mark_many(
    "{count} course that goes is saved by people: {people}.",
    "{count} courses that go are saved by people: {people}.",
)
_HEADS = {
    "new": mark_many("{count} new course.", "{count} new courses."),
    "changed": mark_many("{count} changed course.", "{count} changed courses."),
    "gone": mark_many("{count} course goes.", "{count} courses go."),
}
_TO_KEEP = mark("To keep them: cancel, and send these files together with the new one.")
_TO_KEEP_THERE = mark("Or the operator names them in RUNG_CATALOG and starts the bot again.")
_PERIODS = {
    "week": mark("{amount} a week"),
    "month": mark("{amount} a month"),
    "year": mark("{amount} a year"),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """A draft beside what is served."""

    against: int
    version: int
    diff: Diff
    left: Sequence[str] = ()
    """Files of the served version that the draft does not read."""
    is_meant: bool = False
    """Whether they go on purpose: they were removed, or are the sample, which leaves by itself."""
    saved: tuple[int, int] | None = None
    """How many of the courses that go are saved, and by how many people."""


def diff_screen(id_: int, found: Compared, asks: bool) -> Screen:
    """Return the sums and a few examples; `asks` is whether this person's goals are answered from it."""
    diff = found.diff
    return Screen(
        lines(
            left_lines(found),
            say(
                "Against version {version}: {new} new, {changed} changed, {gone} gone, {same} same.",
                version=found.against,
                new=phrases.number(len(diff.new)),
                changed=phrases.number(len(diff.changed)),
                gone=phrases.number(len(diff.gone)),
                same=phrases.number(diff.same),
            ),
            [
                say("Changed, for example:"),
                *(one_line(change_line(one), 180) for one in diff.changed[:_EXAMPLES]),
            ]
            if diff.changed
            else [],
            _saved(found),
            [
                say("Write a goal now: it is answered from the draft.") if asks else "",
                say("Nothing is changed yet."),
                keywords.offered(["/upload", "/sources"]),
            ],
        ),
        rows(
            [_part(id_, part, len(getattr(diff, part))) for part in PARTS],
            [None if asks else Button(say("Ask the draft"), Action("draft", id_))],
            [
                Button(
                    say("Apply as version {version}", version=found.version),
                    Action("apply", id_),
                    danger=True,
                ),
                Button(say("Cancel the upload"), Action("cancel", id_)),
            ],
        ),
    )


def left_lines(found: Compared) -> list[str]:
    """Say which files are no longer read, how many courses go, and how they can be kept."""
    if not found.left:
        return []
    gone = len(found.diff.gone)
    return [
        say("No longer read: {files}.", files=one_line(", ".join(found.left), 200)),
        say_many(*_HEADS["gone"], gone, count=phrases.number(gone)) if gone else "",
        *([] if found.is_meant else [say(_TO_KEEP), say(_TO_KEEP_THERE)]),
    ]


def diff_page(id_: int, found: Compared, part: str, page: int) -> Screen:
    """Return one page of what is new, changed or gone."""
    told: dict[str, tuple[Sequence[Program | Changed], Callable[..., str]]] = {
        "new": (found.diff.new, _named),
        "changed": (found.diff.changed, change_line),
        "gone": (found.diff.gone, _named),
    }
    items, line = told[part]
    page = max(0, min(page, (len(items) - 1) // _PAGE))
    shown = items[page * _PAGE : (page + 1) * _PAGE]
    more = (page + 1) * _PAGE < len(items)
    return Screen(
        lines(
            say_many(*_HEADS[part], len(items), count=phrases.number(len(items))),
            [one_line(line(item), 160) for item in shown],
            keywords.offered(["/upload"]),
        ),
        rows(
            [
                Button(say("Previous"), Action("diff", id_, f"{part}.{page - 1}")) if page else None,
                Button(say("Next"), Action("diff", id_, f"{part}.{page + 1}")) if more else None,
            ],
            [Button(say("Back to the changes"), Action("diff", id_))],
        ),
    )


def of_the_draft(version: int) -> str:
    """Say, above an answer, that it is the draft's."""
    return say("From the draft, version {version}. Nobody else sees it yet.", version=version)


def change_line(changed: Changed) -> str:
    """Return what changed of a course, the first fact in words."""
    name = next((one for one in _VALUES if one in changed.fields), changed.fields[0])
    title = one_line(changed.after.title, _TITLE)
    value = _VALUES.get(name)
    before, after = (value(one) if value else "" for one in (changed.before, changed.after))
    if before == after:  # what has changed is no part of the words
        return say("“{title}”. {field} is changed.", title=title, field=field_word(name))
    return say(
        "“{title}”. {field}: {before} → {after}.",
        title=title,
        field=field_word(name),
        before=before,
        after=after,
    )


def _named(program: Program) -> str:
    return f"{one_line(program.title, _TITLE)}, {one_line(offered_by(program), 60)}"


def _part(id_: int, part: str, count: int) -> Button | None:
    names = {
        "new": say("New ({count})", count=phrases.number(count)),
        "changed": say("Changed ({count})", count=phrases.number(count)),
        "gone": say("Gone ({count})", count=phrases.number(count)),
    }
    return Button(names[part], Action("diff", id_, f"{part}.0")) if count else None


def _saved(found: Compared) -> str:
    if found.saved is None or not found.saved[0]:
        return ""
    courses, people = found.saved
    if people < FEWEST:
        return say_many(*_SAVED_BY_FEW, courses, count=phrases.number(courses), fewest=FEWEST)
    return say_many(*_SAVED, courses, count=phrases.number(courses), people=phrases.number(people))


def _price(program: Program) -> str:
    price: Price = program.price
    if price.kind == "free":
        return say("free")
    if price.kind == "free_to_learn":
        return say("free to learn")
    if price.kind == "unknown" or price.amount is None:
        return say(phrases.NOT_STATED)
    amount = phrases.money_range(*ends_of(price), price.currency)
    return say(_PERIODS[price.per], amount=amount) if price.per in _PERIODS else amount


def _duration(program: Program) -> str:
    duration: Duration = program.duration
    if duration.weeks_max is not None or duration.weeks_min is not None:
        return phrases.weeks(duration.weeks_min, duration.weeks_max)
    return phrases.hours(duration.hours_min, duration.hours_max)


def _language(program: Program) -> str:
    return phrases.listed([phrases.language(code) for code in program.language]) or say(phrases.NOT_STATED)


_VALUES: dict[str, Callable[[Program], str]] = {
    "price": _price,
    "duration": _duration,
    "level": lambda program: say(phrases.LEVELS.get(program.level, phrases.NOT_STATED)),
    "language": _language,
    "title": lambda program: one_line(program.title, _TITLE),
}
