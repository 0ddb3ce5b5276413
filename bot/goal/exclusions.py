"""Topics that are ruled out: "no coding", "anything but Java", "marketing, not design"."""

from collections.abc import Iterator, Set

from bot.goal.lexicon import Found, Marked
from bot.goal.quantity import is_break

_LONGEST_TOPIC = 3


def read_exclusions(m: Marked, taken: Set[int]) -> list[Found]:
    """Each topic behind a word of exclusion; "no rush" and "not sure" exclude nothing."""
    found: list[Found] = []
    for start, end in m.find("exclude"):
        if (
            start in taken
            or m.after(start, "not_exclude", "correction") >= end
            or m.after(start, "current", "want", "limit") > end
        ):
            continue
        found += _topics(m, taken, start, end)
    return [*found, *_alone(m, taken), *_before(m, taken)]


def _alone(m: Marked, taken: Set[int]) -> Iterator[Found]:
    """ "marketing, no ventas": a word that also denies verbs excludes what is the whole of its clause."""
    for start, end in m.find("exclude_weak"):
        opens = start == 0 or is_break(m, start - 1) or m.after(end, "tech") > 0
        if start in taken or m.after(start, "not_exclude") >= end or not opens:
            continue
        topics = list(_topics(m, taken, start, end))
        last = m.after(topics[-1].end, "involved", "tail") or topics[-1].end if topics else 0
        if topics and (last == len(m) or is_break(m, last)):
            yield from topics


def _before(m: Marked, taken: Set[int]) -> Iterator[Found]:
    """The topic that stands before its word of exclusion: "matematik olmasın"."""
    for start, end in m.find("exclude_after"):
        begin = _topic_start(m, taken, start)
        if begin < start and start not in taken:
            yield Found("not_topics", m.words(begin, start), begin, end)
            yield from _listed_before(m, taken, begin)
    for start, end in m.find("nay"):  # "data science, pero matemáticas no"
        begin = _topic_start(m, taken, start)
        is_whole = begin > 0 and is_break(m, begin - 1) and (end == len(m) or is_break(m, end))
        corrects = m.after(begin, "correction") or m.amount(end + 1) is not None  # "200 euro, ach nee, 300"
        if begin < start and start not in taken and is_whole and not corrects:
            yield Found("not_topics", m.words(begin, start), begin, end)


def _topic_start(m: Marked, taken: Set[int], end: int) -> int:
    """Where the topic that ends at `end` starts; `end` itself where there is none."""
    begin = end
    while begin > max(end - _LONGEST_TOPIC, 0) and _goes_on(m, taken, begin - 1):
        if is_break(m, begin - 1):
            break
        begin -= 1
    return begin


def _listed_before(m: Marked, taken: Set[int], at: int) -> Iterator[Found]:
    """The java of "java ve php olmasın": what a clause lists before the topic, from its first word on."""
    while (joined := m.before(at, "list_join")) > 0:
        begin = joined
        while begin > max(joined - _LONGEST_TOPIC, 0) and _goes_on(m, taken, begin - 1):
            begin -= 1
        opens = begin < joined and (not begin or is_break(m, begin - 1) or m.before(begin, "list_join") >= 0)
        if not opens:
            return
        yield Found("not_topics", m.words(begin, joined), begin, joined)
        at = begin


def _topics(m: Marked, taken: Set[int], start: int, at: int) -> Iterator[Found]:
    """One topic, and those joined to it ("no coding or math")."""
    at = m.after(at, "any") or at
    end = _topic_end(m, taken, at)
    while end and not m.after(end, "no_longer"):
        yield Found("not_topics", m.words(at, end), start, end)
        start = end
        at = m.after(end, "list_join")
        end = _topic_end(m, taken, at) if at else 0


def _topic_end(m: Marked, taken: Set[int], at: int) -> int:
    """Where the topic at `at` ends, 0 where there is none."""
    if (
        at in taken
        or (m.kind(at) != "word" and not m.after(at, "tech", "proper"))
        or (m.after(at, "no_topic", "stop", "unit") and not m.after(at, "tech", "proper"))
    ):
        return 0
    end = m.after(at, "tech", "proper") or at + 1
    while end < at + _LONGEST_TOPIC and _goes_on(m, taken, end):
        end += 1
    return end


def _goes_on(m: Marked, taken: Set[int], at: int) -> bool:
    if at in taken or m.kind(at) != "word":
        return False
    return not m.after(
        at, "stop", "tail", "weak", "want", "want_thing", "list_join", "no_topic", "joint", "involved"
    )
