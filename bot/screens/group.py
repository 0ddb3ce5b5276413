"""What a group sees: one line a course, and the way into the private chat, where the rest is."""

from bot import phrases
from bot.explain import CHECK_FIRST, head_lines
from bot.lines.facts import offered_by
from bot.lines.time import stated_time
from bot.links import link_to_list
from bot.reply import PAGE_SIZE, Answer, Suggestion
from bot.screens import keywords
from bot.screens.results import arg_of, neighbours
from bot.screens.screen import Action, Button, Line, Op, Screen, Visit, lines, one_line, rows
from bot.words import say

OPS: frozenset[Op] = frozenset(("list", "new", "how", "example"))
"""The buttons that work in a group: what else there is concerns one person alone."""
COMMANDS = frozenset(("goal", "start", "help", "privacy"))
"""The commands that are answered in a group."""
WORDS = (keywords.PREVIOUS, keywords.NEXT)
_TITLE_LENGTH = 70
_OFFERED_LENGTH = 40


def results(answer: Answer, list_id: int, username: str, notice: str | None) -> Screen:
    """Return one page of a list, a line a course; the goal is not said again, the reply quotes it."""
    first = 1 + (answer.view.page * PAGE_SIZE if answer.view else 0)
    courses = [Line(_course(place, one)) for place, one in enumerate(answer.suggestions, start=first)]
    views = dict(neighbours(answer))
    turns = [
        Button(label, Action("list", list_id, arg_of(view))) if (view := views.get(word)) else None
        for word, label in zip(WORDS, (say("Previous"), say("Next")), strict=True)
    ]
    closing = lines([say(CHECK_FIRST), notice or ""])
    head = lines(_head(answer))
    return Screen((*head, Line(""), *courses, Line(""), *closing), rows(turns, [_private(username, list_id)]))


def asked(username: str) -> Screen:
    """Ask for a goal where only commands and replies are read."""
    return Screen(
        lines(say("In a group, write /goal and the job or skill you want.")), rows([_private(username)])
    )


def only_in_private(username: str) -> Screen:
    """Say that this is not for a group to see."""
    return Screen(lines(say("Please write to me in a private chat for this.")), rows([_private(username)]))


def _head(answer: Answer) -> str:
    if any(answer.counts.values()):
        return head_lines(answer)[0]
    return say("No course here is a close match. These are only the nearest.")


def _course(place: int, suggestion: Suggestion) -> str:
    title = one_line(suggestion.program.title, _TITLE_LENGTH)
    offered = one_line(offered_by(suggestion.program), _OFFERED_LENGTH)
    return f"{place}. {title} ({offered}). {_time(suggestion)} {_cost(suggestion)}"


def _time(suggestion: Suggestion) -> str:
    span, duration = suggestion.span, suggestion.program.duration
    if span.weeks_max is not None:
        return say("Time: {weeks}.", weeks=phrases.whole_weeks(span.weeks_min, span.weeks_max))
    return say("Time: {facts}", facts=stated_time(duration))


def _cost(suggestion: Suggestion) -> str:
    cost, price = suggestion.cost, suggestion.program.price
    if cost.amount_min is None or cost.amount_max is None:
        return say("Cost: not stated.")
    if cost.amount_max == 0:
        return say("Cost: free to learn.") if price.kind == "free_to_learn" else say("Cost: free.")
    return say("Cost: {amount}.", amount=phrases.money_range(cost.amount_min, cost.amount_max, cost.currency))


def _private(username: str, list_id: int = 0) -> Button:
    return Button(say("Open in private"), Visit(link_to_list(username, list_id)))
