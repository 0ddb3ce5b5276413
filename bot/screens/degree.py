"""The degree yardstick as a screen: a plan's hours and cost beside those of a degree, with sources."""

from bot.degrees import degree_lines, difference_lines, place_lines, plan_lines, regions_for
from bot.plan import Plan
from bot.screens import keywords
from bot.screens.buttons import new_goal_button
from bot.screens.screen import Action, Button, Screen, lines, one_line, rows
from bot.words import say
from catalog.degrees import shipped_degrees
from catalog.rates import Rates

_LINE_LENGTH = 300


def degree(plan: Plan, list_id: int, key: str, rates: Rates) -> Screen:
    """Return a plan beside a degree; `key` is of the course that the plan is, "" for a path of several."""
    figures = shipped_degrees()
    shown = lines(
        [one_line(line, _LINE_LENGTH) for line in plan_lines(plan, rates)],
        place_lines(plan.goal),
        *(degree_lines(region, figures) for region in regions_for(plan.goal)),
        difference_lines(),
        [say("A course is not a job offer."), keywords.offered([keywords.BACK, keywords.NEW_GOAL])],
    )
    back = (
        Button(say("Back to course"), Action("course", list_id, key))
        if key
        else Button(say("Back to the path"), Action("path", list_id))
    )
    return Screen(
        shown,
        rows(
            [back, Button(say("Back to list"), Action("back", list_id)) if list_id else None],
            [Button(say("What the job asks for"), Action("job", list_id)) if list_id else None],
            [new_goal_button(list_id)],
        ),
    )
