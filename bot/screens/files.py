"""A plan to take along: which files there are, and the message that one comes with."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.plan import Plan
from bot.screens import keywords
from bot.screens.buttons import new_goal_button
from bot.screens.screen import Action, Button, File, Row, Screen, lines, rows
from bot.words import say
from catalog.rates import Rates

WHOLE_PATH = "path"
"""What names the path of a list; a plan of one course is named by the course's key."""
SAVED = "saved"
"""What names the plan of all that a person saved."""
_ARGUMENT = re.compile(r"(path|[0-9a-f]{10})(?:\.(pdf|ics|md|json))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a button's argument asks for: whose plan, and in which form; no form asks which there are."""

    plan: str
    form: str | None = None


def wanted_of(arg: str) -> Wanted | None:
    """Return what an argument asks for ("path.pdf", "0f3a5b7c9d"), or None for any other text."""
    found = _ARGUMENT.fullmatch(arg)
    return Wanted(found[1], found[2]) if found else None


def files_offered(list_id: int, plan: str) -> Screen:
    """Return the choice of forms for the plan of that name."""
    goal = say("It is made for the goal of the course that you saved last.") if plan == SAVED else ""
    return Screen(
        lines(
            [say("Take this plan with you as a file."), goal],
            [
                say("PDF: a page to print, with where each fact was read."),
                say("Calendar: an entry a week with its hours of study. You choose the days."),
                say("Markdown and JSON: for notes and for other programs."),
            ],
            keywords.offered([keywords.BACK, keywords.NEW_GOAL]),
        ),
        _buttons(list_id, plan),
    )


def plan_file(plan: Plan, wanted: Wanted, list_id: int, rates: Rates, notice: str | None) -> Screen:
    """Return the message that the file comes with; raises KeyError where no form is wanted."""
    made = FORMS[wanted.form or ""](plan, rates, notice)
    name = f"study-plan-{plan.today.isoformat()}.{wanted.form}"
    return Screen(
        lines(
            say("Here is your plan: {name}.", name=name),
            keywords.offered([keywords.BACK, keywords.NEW_GOAL]),
        ),
        _buttons(list_id, wanted.plan),
        (File(name, made),),
    )


def _buttons(list_id: int, plan: str) -> tuple[Row, ...]:
    def form(label: str, ending: str) -> Button:
        of_saved = Action("saved", arg=f"file.{ending}")
        return Button(label, of_saved if plan == SAVED else Action("file", list_id, f"{plan}.{ending}"))

    back = {
        WHOLE_PATH: Button(say("Back to the path"), Action("path", list_id)),
        SAVED: Button(say("Back to saved"), Action("saved")),
    }.get(plan, Button(say("Back to course"), Action("course", list_id, plan)))
    return rows(
        [form(say("PDF"), "pdf"), form(say("Calendar"), "ics")],
        [form(say("Markdown"), "md"), form(say("JSON"), "json")],
        [back, Button(say("Back to list"), Action("back", list_id)) if list_id else None],
        [new_goal_button(list_id)],
    )


def _pdf(plan: Plan, rates: Rates, notice: str | None) -> bytes:
    from bot.export.pdf import as_pdf

    return as_pdf(plan, rates, notice)


def _calendar(plan: Plan, _: Rates, notice: str | None) -> bytes:
    from bot.export.calendar import as_calendar

    return as_calendar(plan, notice)


def _markdown(plan: Plan, rates: Rates, notice: str | None) -> bytes:
    from bot.export.markdown import as_markdown

    return as_markdown(plan, rates, notice).encode()


def _json(plan: Plan, _: Rates, notice: str | None) -> bytes:
    from bot.export.data import as_json

    return as_json(plan, notice).encode()


FORMS: dict[str, Callable[[Plan, Rates, str | None], bytes]] = {
    "pdf": _pdf,
    "ics": _calendar,
    "md": _markdown,
    "json": _json,
}
