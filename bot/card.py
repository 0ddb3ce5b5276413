"""One programme as lines: time, cost, what comes out, why, and what is off or not stated."""

from bot.lines.cost import cost_line
from bot.lines.facts import dated_line, for_whom_lines, offered_by
from bot.lines.outcome import outcome_line
from bot.lines.time import time_line
from bot.lines.verdict import off_lines, why_lines
from bot.reply import Answer, Suggestion
from bot.words import say
from catalog.rates import Rates


def card(place: int, suggestion: Suggestion, found: Answer, rates: Rates) -> str:
    """Return the lines of one programme, numbered; each figure stands in its row or in the goal."""
    program = suggestion.program
    return "\n".join(
        [
            f"{place}. {program.title}. {offered_by(program)}.",
            *off_lines(suggestion),
            say("Time: {facts}", facts=time_line(suggestion, found.goal, found.today)),
            say("Cost: {facts}", facts=cost_line(suggestion, found.goal, rates)),
            say("After it: {facts}", facts=outcome_line(program)),
            *for_whom_lines(program),
            *why_lines(suggestion),
            dated_line(program.as_of, found.today),
        ]
    )
