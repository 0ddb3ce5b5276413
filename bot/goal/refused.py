"""What a sentence at a list says the course need not or must not be, and what of the goal goes with it."""

from typing import Any

from bot.goal.goal import Goal
from bot.goal.languages import read_course_languages
from bot.goal.lexicon import Marked
from bot.goal.money import read_money
from bot.goal.wishes import read_wishes


def refused(m: Marked, goal: Goal) -> dict[str, Any] | None:
    """Return the fields that lose a value which the text refuses; None where it refuses none."""
    found = [*read_course_languages(m), *read_money(m), *read_wishes(m)]
    values = {one.value for one in found if one.field == "unused" and one.value}
    if any(m.find("free_soft")):
        values.add("free")
    if not values:
        return None
    fields: dict[str, Any] = {}
    if "free" in values and goal.free_only:
        fields["free_only"] = False
    if goal.level in values:
        fields["level"] = None
    if values.intersection(goal.course_languages):
        fields["course_languages"] = tuple(code for code in goal.course_languages if code not in values)
    return fields
