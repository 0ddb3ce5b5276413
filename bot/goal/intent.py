"""What a message is, before it is read as a goal: a crisis, harm, a greeting, something else, nothing."""

from bot.goal.lexicon import Marked
from bot.goal.quantity import is_break


def has_crisis(m: Marked) -> bool:
    """Whether someone speaks of not wanting to live or of hurting themselves; figures of speech are not it."""
    return _any_unless(m, "crisis", "not_crisis")


def has_harm(m: Marked) -> bool:
    """Whether the message asks how to hurt someone, to break in, or to make a weapon."""
    if _any_unless(m, "harm", "not_harm"):
        return True
    acts = [(start, end) for start, end in m.find("harm_act") if not m.after(start, "not_harm")]
    return any(_has_victim(m, end, start) for start, end in acts)


def _has_victim(m: Marked, at: int, start: int) -> bool:
    """Whether a person or a weapon follows within the clause, and no word of protection stands in it."""
    first = start
    while first > 0 and not is_break(m, first - 1):
        first -= 1
    last = at
    while last < len(m) and not is_break(m, last):
        last += 1
    if any(m.after(place, "protects", "not_harm") for place in range(first, last)):
        return False
    return any(m.after(place, "harm_object") for place in range(at, min(at + 4, last)))


def _any_unless(m: Marked, tag: str, but: str) -> bool:
    others = list(m.find(but))
    return any(not any(first < end and start < last for first, last in others) for start, end in m.find(tag))


def is_greeting(m: Marked) -> bool:
    """Whether nothing but greetings and politeness was said."""
    return any(m.find("greeting")) and _covered(m, "greeting", "polite")


def is_nothing(m: Marked) -> bool:
    """Whether there is no word at all, a command, or keys hit at random."""
    words = [token for token in m.tokens if token.kind in ("word", "number", "date")]
    if not words or m.text.startswith("/"):
        return True
    return len(words) == 1 and _is_mash(words[0].norm)


def _is_mash(word: str) -> bool:
    rows = ("asdf", "qwer", "zxcv", "sdfg", "dfgh", "fghj", "hjkl", "jkl;", "wert", "йцук", "фыва")
    return word.startswith(rows) or (len(word) > 3 and len(set(word)) == 1)


def _covered(m: Marked, *tags: str) -> bool:
    at = 0
    while at < len(m):
        step = m.after(at, *tags) or (at + 1 if m.kind(at) not in ("word", "number", "date") else 0)
        if not step:
            return False
        at = step
    return True


def is_off_topic(m: Marked) -> bool:
    """Whether the message asks for something that is no course: the weather, a recipe, a poem."""
    return any(m.find("off_topic")) and not any(m.find("course")) and not any(m.find("act_alone"))


def injection_end(m: Marked) -> int:
    """Where a sentence ends that gives orders to the machine ("ignore all previous instructions")."""
    last = 0
    for _, end in m.find("injection"):
        last = end
        while last < len(m) and m.kind(last) != "stop":
            last += 1
    return last
