"""The phrase that names a job, a field or a topic: where it starts and ends, and whether it says anything."""

from collections.abc import Iterator, Set
from typing import NamedTuple

from bot.goal.lexicon import Marked

# What says of the phrase before it what it is: "X werden", "X olmak istiyorum", "X olarak çalışıyorum".
SAID_AFTER = ("role_after", "learn_after", "thing_after", "current_after", "known_after", "exclude_after")
_LAST_HEAD = 2
_FIRST_YEAR, _LAST_YEAR = 1950, 2100
_LONGEST = 12  # tokens; a name is a few words, and no message may make reading slow


class Phrase(NamedTuple):
    """Tokens from `start` to before `end` that name one thing; `next` is where reading goes on."""

    start: int
    end: int
    next: int


def noun(m: Marked, taken: Set[int], at: int) -> Phrase | None:
    """The phrase at `at`, without the article before it and the "course, please" behind it."""
    return _noun(m, taken, at, at + 3 * _LONGEST)


def _noun(m: Marked, taken: Set[int], at: int, reach: int) -> Phrase | None:
    start = skip_lead(m, taken, at)
    end = start
    while end < min(len(m), start + _LONGEST) and not ends(m, taken, end):
        if _takes_skills(m, start, end) or m.before(end, "self_role") >= start:
            break
        wrapped = m.after(end, "wrap")
        as_end = m.after(wrapped, "as_role") if 0 < wrapped < reach else 0
        if as_end and not m.after(end, "proper"):  # "a civilian job as a ship engineer"
            return _noun(m, taken, as_end, reach)
        is_heading = wrapped and m.kind(wrapped) == "colon" and not m.after(wrapped + 1, "wrap")
        named = _noun(m, taken, wrapped + 1, reach) if is_heading else None
        if named:  # "an office job: payroll"
            return named
        end = _over_name(m, taken, end)
        end = _over_object(m, end) or end
    last = strip_tail(m, start, end)
    if last <= start or is_vague(m, start, last):
        return None
    return Phrase(start, last, max(end, start + 1))


def _takes_skills(m: Marked, start: int, at: int) -> bool:
    """ "developer with React": the role ends where its technologies start."""
    skill = m.after(at, "with_skill") if at > start else 0
    return skill > 0 and m.after(skill, "tech") > 0 and is_role(m, start, at)


def _over_name(m: Marked, taken: Set[int], at: int) -> int:
    """Past one word, or past a whole name of several: "ama de casa" does not end before "casa".

    The same holds for what joins two words: "specjalista ds. zakupów" does not end at the stop.
    """
    end = m.after(at, "proper", "role_first", "tech", "weak")
    return max(at + 1, end) if taken.isdisjoint(range(at, end)) else at + 1


def _over_object(m: Marked, end: int) -> int:
    """ "talking to my team": past the preposition and the article, which would end a phrase."""
    begin = m.before(end + 1, "takes_object") if end < len(m) else -1
    return (m.after(end + 1, "own") or end + 1) if begin >= 0 else 0


def skip_lead(m: Marked, taken: Set[int], at: int) -> int:
    """Past articles, "a course in", "a job at Google as", and what other readings took."""
    last = at + 2 * _LONGEST
    while at < min(len(m), last):
        step = (
            _at_employer(m, at)
            or _wrapped(m, taken, at)
            or m.after(at, "lead")
            or (at + 1 if at in taken or m.kind(at) == "sign" or _counts_courses(m, at) else 0)
        )
        if not step or m.after(at, "proper"):
            return at
        at = step
    return at


def _counts_courses(m: Marked, at: int) -> bool:
    """The 10 of "top 10 courses"."""
    after_lead = m.after(at + 1, "lead") or at + 1
    return m.amount(at) is not None and max(m.after(at + 1, "wrap"), m.after(after_lead, "wrap")) > 0


def _wrapped(m: Marked, taken: Set[int], at: int) -> int:
    """ "course on", "career in": the thing itself stands behind the preposition."""
    end = m.after(at, "wrap")
    while end in taken and end:
        end += 1
    behind = m.after(end, "wrap_prep") if end else 0
    is_bare = not behind and m.kind(end) == "word" and m.after(at, "wrap_bare") > 0
    # "formation soudure": the thing itself stands right behind, where nothing else could.
    return end if is_bare and not (m.after(end, "tail", "weak") or ends(m, taken, end)) else behind


def _at_employer(m: Marked, at: int) -> int:
    """ "a job at Google as": a job with someone, before the job itself."""
    behind = m.after(m.after(at, "company"), "at_after") if m.after(at, "company") else 0
    if behind:  # "google'da veri bilimci"
        return behind
    end = m.after(at, "wrap")
    if not end or not m.after(end, "job_at"):
        return 0
    for place in range(end + 1, min(end + 5, len(m))):
        if m.after(place, "as_role"):
            return m.after(place, "as_role")
    return 0


def ends(m: Marked, taken: Set[int], at: int) -> bool:
    """Whether a phrase cannot go on over this token."""
    if at in taken or m.kind(at) in ("stop", "comma", "colon", "arrow", "dash", "date", "phone", "ratio"):
        return True
    if m.is_hyphened(at):
        return False
    completes = m.kind(at) == "sign" and m.before(at + 1, "tech") >= 0  # the + of "Security+"
    if m.after(at, "proper") or m.after(at, "tech") > at + 1 or completes:  # "after effects"
        return False
    earned = m.after(at, "earn")
    if earned and m.amount(earned) is not None:  # "cashier making 15 an hour"
        return True
    if m.after(at, "limit", "at_least") > at + 1 or m.after(at, "is_worth"):
        return True
    if m.after(at, "stop", "want", "correction", *SAID_AFTER) or (
        m.after(at, "want_thing") and not m.after(at, "also_noun")
    ):
        return True
    if m.after(at, "of"):
        return m.kind(at + 1) != "word" or at + 1 in taken or bool(m.after(at + 1, "stop"))
    joined = m.after(at, "weak")
    other = m.after(joined, "article") if m.after(at, "either") else 0  # "a nurse or a physio"
    return bool(joined) and not _goes_on(m, taken, other or joined)


def _goes_on(m: Marked, taken: Set[int], at: int) -> bool:
    """Whether a plain word follows "and", "for", "in", so that it is one phrase with what stands before."""
    if m.kind(at) not in ("word", "number") or at in taken:
        return False
    if m.kind(at) == "number" and (year := m.amount(at)) and _FIRST_YEAR <= year <= _LAST_YEAR:
        return False  # "laureata in lettere nel 2010"
    if m.before(at, "joint") >= 0 and m.after(at, "act_role") and not m.after(at, "proper", "tech", "role"):
        return False  # "dejar de ser taxista y hacerme fisioterapeuta"
    if m.norm(at) == "hr":  # the field, where no number counts it
        return True
    if m.after(
        at,
        "unit",
        "known",
        "current",
        "act_alone",
        "with_skill",
        "exclude",
        "spend",
        "from",
        "limit",
        "at_least",
    ):
        return m.after(at, "proper") > 0 or m.after(at, "tech") > 0
    return bool(m.after(at, "proper", "tech")) or not (
        m.after(at, "lead", "wrap", "weak", "vague") or ends(m, taken, at)
    )


def strip_tail(m: Marked, start: int, end: int) -> int:
    """Without "course", "job", "please" at the end, nor a preposition left hanging."""
    while end > start:
        begin = m.before(end, "tail", "weak")
        named = m.before(end, "tech_tail")
        begin = named if named >= 0 and m.before(named, "tech") >= start else begin  # "Canva skills"
        if m.kind(end - 1) == "sign" and m.norm(end - 1) not in ("%", "+", "#"):
            begin = end - 1
        if begin < start or m.before(end, "proper", "tech") >= start:
            return end
        end = begin
    return end


def _time_of_day(m: Marked, at: int) -> int:
    """Where "6 pm" ends, else 0."""
    return m.after(at + 1, "clock") if m.kind(at) == "number" else 0


def is_vague(m: Marked, start: int, end: int) -> bool:
    """Whether nothing is named: "something new", "a better life"."""
    if m.after(start, "it") == end and m.words(start, end) != "IT":
        return True
    at = start
    while at < end:
        step = _time_of_day(m, at) or m.after(at, "vague", "lead", "weak", "tail")
        if m.after(at, "tech") > at + 1:  # "1с" of words that say nothing alone
            return False
        if not step and m.kind(at) == "word" and m.amount(at) is None:
            return False
        at = step or at + 1
    return True


def is_role(m: Marked, start: int, end: int) -> bool:
    """Whether the phrase names a person's work: its last word, or the one before "in", is a role's.

    Where a language puts the head first ("analista de datos", "старший аналитик данных"), one of the first.
    """
    heads = [end, *(at for at in range(start + 1, end) if m.after(at, "weak"))]
    leads = range(start, min(start + _LAST_HEAD, end))
    return any(m.before(head, "role") >= start for head in heads) or any(
        m.after(at, "role_first") for at in leads
    )


def is_tech(m: Marked, start: int, end: int) -> bool:
    """Whether the phrase is the name of a technology and nothing else."""
    return m.after(start, "tech") >= end > start


def starts_with_tech(m: Marked, phrase: Phrase) -> bool:
    """Whether the first thing that the phrase lists is a technology."""
    first = next(items(m, phrase), None)
    return first is not None and is_tech(m, *first)


def items(m: Marked, phrase: Phrase) -> Iterator[tuple[int, int]]:
    """The parts of "Go and Rust", each without the word that joins them."""
    start = phrase.start
    for at in range(phrase.start, phrase.end + 1):
        joins = at < phrase.end and m.after(at, "list_join") and not m.after(start, "tech") > at
        if at == phrase.end or joins:
            if start < at:
                yield start, at
            start = m.after(at, "list_join") if joins else at + 1
