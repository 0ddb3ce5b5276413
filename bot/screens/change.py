"""What is asked for, part by part with its value; the choices of a part; why a course is not for me."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from bot import phrases
from bot.explain import head_lines
from bot.goal.goal import Goal
from bot.lines.relaxation import limit_name
from bot.refine import PART_OF, PARTS, arg_of, as_set, changed_fields, relaxed_to, without
from bot.reply import Answer, Course, Relaxation, key_of
from bot.screens import keywords
from bot.screens.choices import typed_lines
from bot.screens.screen import Action, Button, Row, Screen, label, lines, one_line, rows
from bot.words import capitalized, mark, say

_ALWAYS = ("hours", "weeks", "date", "cost", "level", "lang", "cert", "pace")
_WHEN_SET = ("work", "kind", "from", "notfrom", "without")
_TITLE_LENGTH = 90
_CHOICES: dict[str, tuple[str, ...]] = {
    "hours": ("hours.2", "hours.5", "hours.10", "hours.20"),
    "weeks": ("weeks.2", "weeks.4", "weeks.8", "weeks.12", "weeks.26"),
    "work": ("work.10", "work.20", "work.40", "work.100"),
    "level": ("level.beginner", "level.intermediate", "level.advanced"),
    "cert": ("cert.yes",),
    "pace": ("pace.self-paced", "pace.scheduled"),
}
_LONGEST_SUM = 14
_AMOUNTS = (25, 50, 100, 200, 500)
_MONTHS_AHEAD = (1, 2, 3, 6)
_LANGUAGES = ("en", "es", "fr", "de")
_EXAMPLES = {
    "hours": mark("Type your hours a week, for example “6 hours a week”."),
    "weeks": mark("Type how long it may last, for example “6 weeks”."),
    "work": mark("Type how much work it may be, for example “30 hours in total”."),
    "date": mark("Type the day, for example “15 March”."),
    "cost": mark("Type the most you want to pay, for example “80 euros”."),
    "lang": mark("Type the language, for example “Italian”."),
    "goal": mark("Type the job or skill you want. Your limits stay as they are."),
}
REASONS = {
    "cost": mark("Costs too much"),
    "time": mark("Takes too long"),
    "easy": mark("Too easy"),
    "hard": mark("Too hard"),
    "from": mark("Not this provider"),
    "other": mark("Not what I mean"),
}


@dataclass(frozen=True, slots=True)
class Refinement:
    """A change that is offered by name, and how many courses then fit."""

    name: str
    goal: Goal
    count: int


def change(
    answer: Answer, list_id: int, refinements: Sequence[Refinement] = (), can_undo: bool = False
) -> Screen:
    """Return all that is asked for, each part a button with its value; what fits is counted first."""
    goal, today = answer.goal, answer.today
    shown = [*_ALWAYS, *(part for part in _WHEN_SET if _is_set(goal, part))]
    parts = [
        Button(
            label(
                say("{limit}: {value}", limit=name_of(part), value=_on_button(goal, part, today)),
                name_of(part),
            ),
            Action("change", list_id, part),
        )
        for part in shown
    ]
    return Screen(
        lines(
            [one_line(line, 240) for line in head_lines(answer)[:2]],
            [
                say("Tap what to change, or type it, for example “under 50 euros” or “in Spanish”."),
                say("In brackets: how many courses then fit.") if refinements else "",
            ],
            keywords.offered(_typed(can_undo)),
        ),
        rows(
            *(parts[at : at + 2] for at in range(0, len(parts), 2)),
            *([_refining(one, answer, list_id)] for one in refinements),
            [
                Button(say("Reword the goal"), Action("change", list_id, "goal")),
                undo_button(list_id, "c") if can_undo else None,
            ],
            [
                Button(say("Show results"), Action("back", list_id)),
                Button(say("New goal"), Action("new", list_id)),
            ],
        ),
    )


def _typed(can_undo: bool) -> list[str]:
    return [keywords.SHOW_RESULTS, *([keywords.UNDO] if can_undo else []), keywords.NEW_GOAL]


def undo_button(list_id: int, back_to: str = "") -> Button:
    """Return the button that takes the last change back; "c" comes back to the screen of changes."""
    return Button(say("Undo"), Action("undo", list_id, back_to))


def _refining(one: Refinement, answer: Answer, list_id: int) -> Button:
    part = PART_OF[changed_fields(answer.goal, one.goal)[0]]
    value = _on_button(one.goal, part, answer.today)
    words = {
        "cheaper": say("At most {value} ({count})", value=value, count=one.count),
        "shorter": say("At most {value} ({count})", value=value, count=one.count),
        "free": say("Free only ({count})", count=one.count),
        "beginner": say("For beginners ({count})", count=one.count),
        "certificate": say("With a certificate ({count})", count=one.count),
    }[one.name]
    return Button(label(words, say("Show results")), Action("set", list_id, f"{arg_of(one.goal, part)}"))


def name_of(part: str) -> str:
    """Return the name of a part of the goal."""
    return limit_name(PARTS[part][0])


def value_of(goal: Goal, part: str, today: dt.date) -> str:
    """Return the present value of a part in a few words; "any" where none was set."""
    if not _is_set(goal, part):
        return say("any")
    value = getattr(goal, PARTS[part][0])
    match part:
        case "hours" | "work":
            return phrases.count(value, "hour")
        case "weeks":
            return phrases.count(value, "week")
        case "date":
            return phrases.day(value, today)
        case "cost":
            return _cost(goal)
        case "level":
            return say(phrases.LEVELS[value])
        case "lang":
            return phrases.listed([phrases.language(code) for code in value])
        case "cert":
            return say("needed") if value else say("not needed")
        case "pace":
            return say("at your own pace") if value == "self-paced" else say("fixed dates")
        case "kind":
            return phrases.listed([say(phrases.CREDENTIALS.get(one, one)) for one in value])
    return phrases.listed(value)


def _on_button(goal: Goal, part: str, today: dt.date) -> str:
    """Return the value of a part, a sum with the code of its currency where its name has no room."""
    value, budget = value_of(goal, part, today), goal.budget
    if part != "cost" or budget is None or budget.currency is None or budget.per == "month":
        return value
    return value if len(value) <= _LONGEST_SUM else phrases.short_money(budget.amount, budget.currency)


def _cost(goal: Goal) -> str:
    if goal.budget is None:
        return say("free")
    amount = (
        phrases.bare_amount(goal.budget.amount)
        if goal.budget.currency is None
        else phrases.money(goal.budget.amount, goal.budget.currency)
    )
    return say("{amount} a month", amount=amount) if goal.budget.per == "month" else amount


def _is_set(goal: Goal, part: str) -> bool:
    return without(goal, [part]) != goal


def args_of(goal: Goal, part: str, today: dt.date) -> tuple[str, ...]:
    """Return the values that a part can be set to by a tap, as arguments of a button; any value first."""
    args = [f"any.{part}", *_CHOICES.get(part, ())]
    if part == "cost":
        currency = (goal.budget.currency if goal.budget else None) or "EUR"
        args += ["cost.free", *(f"cost.{amount}.{currency.lower()}" for amount in _AMOUNTS)]
    if part == "date":
        args += [f"date.{_end_of_month(today, ahead)}" for ahead in _MONTHS_AHEAD]
    if part == "lang":
        args += [f"lang.{code}" for code in dict.fromkeys((goal.language.split("-")[0], *_LANGUAGES))]
    return tuple(args)


def _end_of_month(today: dt.date, ahead: int) -> dt.date:
    months = today.year * 12 + today.month - 1 + ahead + 1
    return dt.date(months // 12, months % 12 + 1, 1) - dt.timedelta(days=1)


def choices(answer: Answer, list_id: int, part: str, counts: Mapping[str, int]) -> Screen:
    """Return the values a part can be set to, each with the count of courses that would then fit."""
    goal, today = answer.goal, answer.today
    buttons = []
    for arg, count in counts.items():
        new = as_set(goal, arg)
        if new is None:
            continue
        value = _on_button(new, part, today)
        words = say("{value} ({count})", value=capitalized(value), count=count)
        buttons.append(Button(label(words, name_of(part)), Action("set", list_id, arg)))
    typing = part in _EXAMPLES
    now = say("{limit}: {value}", limit=name_of(part), value=value_of(goal, part, today))
    return Screen(
        lines(
            [f"{one_line(now, 200)}.", say("In brackets: how many courses then fit.")],
            say(_EXAMPLES[part]) if typing else "",
            keywords.offered([keywords.ANY, keywords.BACK, keywords.NEW_GOAL]),
        ),
        rows(
            *(buttons[at : at + 2] for at in range(0, len(buttons), 2)),
            [Button(say("Type it"), Action("change", list_id, f"{part}.type")) if typing else None],
            *_ways_back(list_id),
        ),
    )


def typing(list_id: int, part: str) -> Screen:
    """Ask for one part of the goal in words: the next message is read as that."""
    return Screen(
        lines(
            say(_EXAMPLES.get(part, _EXAMPLES["goal"])),
            keywords.offered([keywords.BACK, keywords.NEW_GOAL]),
        ),
        rows(*_ways_back(list_id)),
    )


def _ways_back(list_id: int) -> list[list[Button]]:
    return [
        [
            Button(say("Back"), Action("change", list_id)),
            Button(say("Show results"), Action("back", list_id)),
        ],
        [Button(say("New goal"), Action("new", list_id))],
    ]


def relaxing(answer: Answer, list_id: int) -> tuple[Row, ...]:
    """Return a button for each limit that can be relaxed where nothing fits, with what then fits."""
    return tuple((button,) for one in answer.relaxations[:3] for button in _relaxing(one, answer, list_id))


def _relaxing(one: Relaxation, answer: Answer, list_id: int) -> Iterable[Button]:
    """Offer to move a limit, and to drop it where that brings more; two that go together are dropped."""
    part, today = PART_OF[one.limit], answer.today
    if one.enough is not None:
        goal = relaxed_to(answer.goal, one.limit, one.enough)
        value = _on_button(goal, part, today)
        words = say("{limit}: {value} ({count})", limit=name_of(part), value=value, count=one.enough_count)
        yield Button(label(words, name_of(part)), Action("set", list_id, f"{arg_of(goal, part)}.r"))
    if one.count > one.enough_count:
        beside = PART_OF[one.beside] if one.beside else None
        if beside:
            words = say("Without both ({count})", count=one.count)
        else:
            words = say("{limit}: {value} ({count})", limit=name_of(part), value=say("any"), count=one.count)
        arg = ".".join(filter(None, ["any", part, beside if beside != part else None, "r"]))
        yield Button(label(words, name_of(part)), Action("set", list_id, arg))


def reasons(course: Course, list_id: int) -> Screen:
    """Ask why a course is not for this person; each answer hides it, and some change a limit."""
    key = key_of(course.suggestion.program.id)
    found = [
        Button(say(words), Action("unlike", list_id, f"{key}.{reason}")) for reason, words in REASONS.items()
    ]
    if course.suggestion.program.provider is None:
        found = [one for one in found if one.does != Action("unlike", list_id, f"{key}.from")]
    title = one_line(course.suggestion.program.title, _TITLE_LENGTH)
    return Screen(
        lines(
            [say("Why is “{title}” not for you?", title=title), say("I will leave it out of this list.")],
            typed_lines(
                [say(one) for one in (*REASONS.values(), keywords.BACK, keywords.NEW_GOAL)], on_a_line=2
            ),
        ),
        rows(
            *(found[at : at + 2] for at in range(0, len(found), 2)),
            [
                Button(say("Back to course"), Action("course", list_id, key)),
                Button(say("Back to list"), Action("back", list_id)),
            ],
            [Button(say("New goal"), Action("new", list_id))],
        ),
    )


def changed_line(old: Goal, new: Goal, today: dt.date) -> str:
    """Return what a tap changed, each part with its new value."""
    parts = dict.fromkeys(PART_OF[field] for field in changed_fields(old, new) if field in PART_OF)
    said = [say("{limit}: {value}.", limit=name_of(part), value=value_of(new, part, today)) for part in parts]
    return " ".join(said)


def left_out(course: Course, changed: str) -> str:
    """Return what "not for me" did: the course is left out, and which limit has changed."""
    title = one_line(course.suggestion.program.title, _TITLE_LENGTH)
    return " ".join(filter(None, [say("I leave out “{title}”.", title=title), changed]))


def refinements_of(goal: Goal) -> dict[str, Goal]:
    """Return the goals that a person may want next, by name, where they are not what is asked for already."""
    wanted = {
        "free": replace(goal, budget=None, free_only=True),
        "beginner": replace(goal, level="beginner"),
        "certificate": replace(goal, certificate=True),
    }
    return {name: one for name, one in wanted.items() if one != goal}
