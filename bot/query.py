"""What of a message is searched for: what the person wants, without the words that were limits."""

from bot.goal.goal import Goal
from bot.goal.personal import without_personal
from bot.limits.wishes import primary
from catalog.text import clean_text

_LIMITS = (
    "budget",
    "free_only",
    "hours_per_week",
    "max_weeks",
    "max_hours",
    "deadline",
    "certificate",
    "course_languages",
    "providers",
    "not_providers",
    "not_topics",
    "pace",
)


def wanted_text(goal: Goal) -> str:
    """Return what leads the search: where the person wants to get, not where they come from."""
    return ", ".join(filter(None, [goal.target, *goal.skills_wanted]))


def searched_text(message: str, goal: Goal) -> str:
    """Return the message without its limits and without who the person is: neither must move a rank.

    "Under $200" is near no course; a course is no better for a man of 30 than for a mother of 50.
    """
    message = clean_text(message)
    for limit in _LIMITS:
        if words := goal.words.get(limit):
            message = message.replace(words, " ")
    wanted = [*filter(None, [goal.target]), *goal.skills_wanted, *goal.skills_known]
    return " ".join(without_personal(message, primary(goal.language), wanted).split())


def english_texts(goal: Goal, text: str) -> tuple[str, ...]:
    """Return what career terms know in English of a searched text, and of what leads it; the vectors' middle
    of both ranks better than either (docs/ranking.md)."""
    language = primary(goal.language)
    if language == "en":
        return ()
    from catalog import terms  # loaded when the first goal in another language comes

    return tuple(filter(None, (terms.english(one, language) for one in (text, wanted_text(goal)))))
