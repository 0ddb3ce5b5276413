"""What a message is, before it is read as a goal: a crisis, harm, a greeting, something else, nothing."""

from bot.goal.lexicon import Marked, unless
from bot.goal.quantity import is_break, is_denied
from bot.goal.tokens import plain

_KEY_ROWS = (
    "asdf",
    "qwer",
    "zxcv",
    "yxcv",
    "xcvb",
    "cvbn",
    "vbnm",
    "sdfg",
    "dfgh",
    "fghj",
    "ghjk",
    "hjkl",
    "lkjh",
    "poiu",
    "asdas",
    "asdlkj",
    "aslkd",
    "йцук",
    "фыва",
    "ывап",
    "вапр",
    "олдж",
    "ячсм",
)
_VOWELS = frozenset("aeiouyаеиоуыэюяіїє")
_SHORTEST_MASHED = 6  # letters without a vowel: a shorter one may be an abbreviation
_REACH = 6  # tokens between a verb and whom it is done to


def has_crisis(m: Marked) -> bool:
    """Whether someone speaks of not wanting to live or of self-harm; figures of speech are not it.

    The bare word ("suicide") is one too, unless the message speaks of caring for others.
    """
    if any(unless(m, "crisis", "not_crisis")) or _wants_no_life(m):
        return True
    return any(unless(m, "crisis_word", "not_crisis")) and not any(m.find("crisis_care"))


def _wants_no_life(m: Marked) -> bool:
    """ "жити більше немає сенсу": the verb and its denial in any order; no place or way of living by it."""
    for start, end in unless(m, "crisis_live", "not_crisis"):
        near = [at for at in range(max(start - _REACH, 0), min(end + _REACH, len(m))) if _joins(m, start, at)]
        denied = any(m.after(at, "crisis_no") for at in near)
        if denied and not any(m.after(at, "crisis_where") for at in near):
            return True
    return False


def _joins(m: Marked, one: int, other: int) -> bool:
    """Whether two tokens stand in one clause."""
    return not any(is_break(m, at) for at in range(min(one, other), max(one, other)))


def has_harm(m: Marked) -> bool:
    """Whether the message asks how to hurt someone, to break in, or to make a weapon."""
    if any(unless(m, "harm", "not_harm")):
        return True
    pairs = (("harm_act", "harm_whom"), ("harm_make", "harm_thing"))
    return any(
        _reaches(m, start, end, goal, act.endswith("_last"))
        for verb, goal in pairs
        for act in (verb, f"{verb}_last")
        for start, end in unless(m, act, "not_harm")
    )


def _reaches(m: Marked, start: int, end: int, goal: str, is_last: bool) -> bool:
    """Whether a person or a weapon stands near in the clause, and no word of protection in it.

    It stands behind the verb; before it where the verb stands last ("meine Frau vergiften").
    """
    first, last = start, end
    while first > 0 and not is_break(m, first - 1):
        first -= 1
    while last < len(m) and not is_break(m, last):
        last += 1
    if is_denied(m, start) or any(m.after(at, "protects", "not_harm") for at in range(first, last)):
        return False
    near = range(max(start - _REACH, first), start) if is_last else range(end, min(end + _REACH, last))
    return any(m.after(at, goal) for at in near)


def is_greeting(m: Marked) -> bool:
    """Whether nothing but greetings and politeness was said."""
    return any(m.find("greeting")) and _is_only(m, "greeting", "polite")


def _is_only(m: Marked, *tags: str) -> bool:
    at = 0
    while at < len(m):
        step = m.after(at, *tags) or (at + 1 if m.kind(at) not in ("word", "number", "date") else 0)
        if not step:
            return False
        at = step
    return True


def is_nothing(m: Marked) -> bool:
    """Whether there is no word at all, a command, or keys hit at random."""
    words = [token.norm for token in m.tokens if token.kind in ("word", "number", "date")]
    return m.text.startswith("/") or all(_is_mashed(word) for word in words)


def _is_mashed(word: str) -> bool:
    """Whether a word is keys hit at random: "asdfgh", "aaaa", "lkjsdf"."""
    if word.isdecimal():
        return False
    is_one_letter = len(word) > 3 and len(set(word)) == 1
    has_vowel = not _VOWELS.isdisjoint(plain(word))
    is_unsayable = word.isalpha() and len(word) >= _SHORTEST_MASHED and not has_vowel
    return word.startswith(_KEY_ROWS) or is_one_letter or is_unsayable


def is_off_topic(m: Marked) -> bool:
    """Whether the message asks for something that is no course: the weather, a recipe, a poem."""
    asks = any(m.find("off_topic")) or m.after(0, "question") > 0
    # "курс доллара" is no course.
    return asks and not any(unless(m, "course", "off_topic")) and not any(m.find("act_alone"))


def ordered(m: Marked) -> set[int]:
    """The tokens of sentences that give orders to the machine ("ignore all previous instructions")."""
    places = list(m.find("injection"))
    for start, end in m.find("injection_verb"):
        if any(m.after(at, "injection_noun") for at in range(end, min(end + _REACH, len(m)))):
            places.append((start, end))
    return {at for start, end in places for at in range(start, _sentence_end(m, end))}


def _sentence_end(m: Marked, at: int) -> int:
    while at < len(m) and m.kind(at) not in ("stop", "comma"):
        at += 1
    return at
