"""The one way from a message to a Goal; read this file first."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from bot.goal import intent
from bot.goal.advert import SHORTEST, is_advert, own, read_advert
from bot.goal.ambition import resolve
from bot.goal.dates import read_beginnings, read_deadlines
from bot.goal.exclusions import read_exclusions
from bot.goal.goal import Goal
from bot.goal.hours import read_hours
from bot.goal.language import language_of
from bot.goal.languages import read_course_languages
from bot.goal.lexicon import Found, Marked, mark
from bot.goal.money import is_said_as_limit, read_money
from bot.goal.nouns import is_role
from bot.goal.providers import read_providers
from bot.goal.roles import read_roles
from bot.goal.settling import level_of_same_field, settle, settle_numbers
from bot.goal.spans import read_spans
from bot.goal.spelling import corrected
from bot.goal.steps import BARE
from bot.goal.tables import has_table, safety, table
from bot.goal.tokens import tokenize
from bot.goal.wishes import read_wishes
from catalog.text import clean_text

# A goal is a few sentences; a longer message is something else, and reading all of it would only cost time.
_LONGEST_READ = 2000


def read(message: str, today: dt.date, language: str | None = None) -> Goal:
    """What was understood of `message`; what no field holds is in `unused`, what is unclear stays unread.

    Its language is told by its words, unless the conversation knows better.
    """
    text = clean_text(message, _LONGEST_READ)
    tokens = tokenize(text)
    language = language or language_of(tokens)
    danger = mark(text, tokens, safety())
    if intent.has_crisis(danger):
        return Goal("crisis", language)
    if intent.has_harm(danger):
        return Goal("harm", language)
    m = mark(text, corrected(tokens, language), table("any", language if has_table(language) else "other"))
    if intent.is_nothing(m):
        return Goal("unclear", language)
    if intent.is_greeting(danger):
        return Goal("greeting", language)
    return _goal(m, language, today)


def is_crisis(message: str) -> bool:
    """Whether somebody who writes this is in danger: looked at before there is room for a goal, too."""
    text = clean_text(message, _LONGEST_READ)
    return intent.has_crisis(mark(text, tokenize(text), safety()))


def is_pasted_advert(message: str) -> bool:
    """Whether a message is a job advert: its skills are wanted, its figures are the employer's."""
    text = clean_text(message, _LONGEST_READ)
    tokens = tokenize(text)
    if len(tokens) < SHORTEST:
        return False  # nearly every message: marking it again would cost as much as reading it
    language = language_of(tokens)
    return is_advert(mark(text, tokens, table("any", language if has_table(language) else "other")))


def _goal(m: Marked, language: str, today: dt.date) -> Goal:
    ordered = intent.ordered(m)
    m = replace(m, instead=settle_numbers(m))
    limits = [one for one in _read_limits(m, today) if one.start not in ordered]
    taken = ordered | _tokens(one for one in limits if one.field != "number")
    found = [one for one in limits if one.field not in ("number", "trap")]
    if not has_table(language):
        found = [one for one in found if one.field != "budget" or is_said_as_limit(m, one)]
    if is_advert(m):
        mine = own(m, found)
        taken = _tokens(mine)
        values, words = settle(m, [*mine, *read_advert(m, taken, read_roles(m, taken))])
        return _answer(m, language, values, words, bool(ordered))
    excluded = read_exclusions(m, taken)
    taken |= _tokens(excluded)
    aims = resolve(m, _phrases(m, taken, ordered)) if has_table(language) else _whole(m)
    values, words = settle(m, [*found, *excluded, *aims])
    return _answer(m, language, values, words, bool(ordered))


def _read_limits(m: Marked, today: dt.date) -> list[Found]:
    """Every limit and wish; of two readings of the same words the first reader's stands ("$40 a month")."""
    found: list[Found] = []
    taken: set[int] = set()
    for readings in (
        read_deadlines(m, today),
        read_beginnings(m),
        read_money(m),
        read_hours(m),
        read_spans(m),
    ):
        found += [one for one in readings if one.start not in taken]
        taken |= _tokens(one for one in readings if one.field != "number")
    said = _tokens(one for one in found if one.field not in ("number", "trap", "hours_per_week"))
    wishes = [one for one in read_wishes(m) if one.field != "unused" or one.start not in said]
    return [*found, *wishes, *read_course_languages(m), *read_providers(m)]


def _tokens(found: Iterable[Found]) -> set[int]:
    return {at for one in found for at in range(one.start, one.end)}


def _phrases(m: Marked, taken: set[int], ordered: set[int]) -> list[Found]:
    """Beside orders to the machine only a plain wish counts, or the name of a job."""
    phrases = read_roles(m, taken)
    return [one for one in phrases if not ordered or one.field != BARE or is_role(m, one.start, one.end)]


def _whole(m: Marked) -> list[Found]:
    """A language without its table: the whole message is the target, for the search to make sense of."""
    return [Found("target", m.text, 0, len(m))]


def _answer(
    m: Marked, language: str, values: Mapping[str, Any], words: Mapping[str, str], has_orders: bool
) -> Goal:
    goal = Goal("goal", language, words=dict(words), **values)
    if goal.level is None and level_of_same_field(m, goal):
        goal = replace(goal, level="intermediate")
    understood = values.keys() - {"unused"}
    if (intent.is_off_topic(m) and not is_advert(m)) or (has_orders and not understood):
        return Goal("off_topic", language)
    return goal if understood else Goal("unclear", language, unused=goal.unused)
