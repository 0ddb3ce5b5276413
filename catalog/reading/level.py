"""Words about difficulty -> Level."""

from catalog.program import Level
from catalog.reading import NO_CONTEXT, Context, Reading
from catalog.reading.lexicon import Term, terms

STEPS: tuple[Level, ...] = ("beginner", "intermediate", "advanced")
REACH = 2  # so many words may stand between "not for" and the level it takes back


def read_level(text: str, context: Context = NO_CONTEXT) -> Reading[Level]:
    """Return the level that `text` states; several at once are the lowest, or any where they span all."""
    words = terms(text, "level")
    named = {step for step in STEPS if any(_states(words, place, step) for place in range(len(words)))}
    everyone = any(word.plays("any") for word in words)
    if {"beginner", "advanced"} <= named or (everyone and not named):
        return Reading("any", "all levels are named" if named else None)
    found = [step for step in STEPS if step in named]
    if not found:
        return Reading("unknown")
    return Reading(found[0], "the lowest of the levels named" if len(found) > 1 else None)


def _states(words: tuple[Term, ...], place: int, step: Level) -> bool:
    before = words[max(0, place - REACH) : place]
    return words[place].plays(step) and not any(word.plays("not") for word in before)
