"""Changing what is asked for: the parts with their values, the choices of one, the limits to relax."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.explain import head_lines
from bot.goal.goal import Goal
from bot.refine import PART_OF, arg_of, as_set, changed_fields, relaxed_to
from bot.reply import Answer, Relaxation
from bot.screens import keywords
from bot.screens.buttons import in_twos, new_goal_button
from bot.screens.parts import is_set, name_of, value_of, value_on_button
from bot.screens.screen import Action, Button, Row, Screen, label, lines, one_line, rows
from bot.words import capitalized, mark, say

_ALWAYS = ("hours", "weeks", "date", "cost", "level", "lang", "cert", "pace")
_WHEN_SET = ("work", "kind", "from", "notfrom", "without")
_EXAMPLES = {
    "hours": mark("Type your hours a week, for example “6 hours a week”."),
    "weeks": mark("Type how long it may last, for example “6 weeks”."),
    "work": mark("Type how much work it may be, for example “30 hours in total”."),
    "date": mark("Type the day, for example “15 March”."),
    "cost": mark("Type the most you want to pay, for example “80 euros”."),
    "lang": mark("Type the language, for example “Italian”."),
    "goal": mark("Type the job or skill you want. Your limits stay as they are."),
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
    shown = [*_ALWAYS, *(part for part in _WHEN_SET if is_set(goal, part))]
    parts = [
        Button(
            label(
                say("{limit}: {value}", limit=name_of(part), value=value_on_button(goal, part, today)),
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
            *in_twos(parts),
            *([_refining(one, answer, list_id)] for one in refinements),
            [
                Button(say("Reword the goal"), Action("change", list_id, "goal")),
                undo_button(list_id, "c") if can_undo else None,
            ],
            [
                Button(say("Show results"), Action("back", list_id)),
                new_goal_button(list_id),
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
    value = value_on_button(one.goal, part, answer.today)
    words = {
        "cheaper": say("At most {value} ({count})", value=value, count=one.count),
        "shorter": say("At most {value} ({count})", value=value, count=one.count),
        "free": say("Free only ({count})", count=one.count),
        "beginner": say("For beginners ({count})", count=one.count),
        "certificate": say("With a certificate ({count})", count=one.count),
    }[one.name]
    return Button(label(words, say("Show results")), Action("set", list_id, f"{arg_of(one.goal, part)}"))


def choices(answer: Answer, list_id: int, part: str, counts: Mapping[str, int]) -> Screen:
    """Return the values a part can be set to, each with the count of courses that would then fit."""
    goal, today = answer.goal, answer.today
    buttons = []
    for arg, count in counts.items():
        new = as_set(goal, arg)
        if new is None:
            continue
        value = value_on_button(new, part, today)
        words = say("{value} ({count})", value=capitalized(value), count=count)
        buttons.append(Button(label(words, name_of(part)), Action("set", list_id, arg)))
    can_be_typed = part in _EXAMPLES
    now = say("{limit}: {value}", limit=name_of(part), value=value_of(goal, part, today))
    return Screen(
        lines(
            [f"{one_line(now, 200)}.", say("In brackets: how many courses then fit.")],
            say(_EXAMPLES[part]) if can_be_typed else "",
            keywords.offered([keywords.ANY, keywords.BACK, keywords.NEW_GOAL]),
        ),
        rows(
            *in_twos(buttons),
            [Button(say("Type it"), Action("change", list_id, f"{part}.type")) if can_be_typed else None],
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
        [new_goal_button(list_id)],
    ]


def relaxing(answer: Answer, list_id: int) -> tuple[Row, ...]:
    """Return a button for each limit that can be relaxed where nothing fits, with what then fits."""
    return tuple((button,) for one in answer.relaxations[:3] for button in _relaxing(one, answer, list_id))


def _relaxing(one: Relaxation, answer: Answer, list_id: int) -> Iterable[Button]:
    """Offer to move a limit, and to drop it where that brings more; two that go together are dropped."""
    part, today = PART_OF[one.limit], answer.today
    if one.enough is not None:
        goal = relaxed_to(answer.goal, one.limit, one.enough)
        value = value_on_button(goal, part, today)
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
