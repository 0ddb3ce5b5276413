"""Where someone comes from: "I'm a barista", "tired of retail", "5 years in logistics", "from X to Y"."""

from collections.abc import Set

from bot.goal.lexicon import Found, Marked
from bot.goal.nouns import Phrase, is_role, noun
from bot.goal.quantity import is_break, nearest_before
from bot.goal.steps import CURRENT, ROLE, Step, found_as, the_field_it
from bot.goal.verb_last import behind


def from_to(m: Marked, taken: Set[int], at: int, found: list[Found]) -> Step | None:
    """ "from barista to data analyst"."""
    end = m.after(at, "from")
    old = noun(m, taken, end) if end else None
    if old is None or m.kind(old.start) == "number":
        return None
    new = last_of_chain(m, taken, old)
    if new is None:
        return _joined_by_to(m, taken, at, old, is_plain=end > at + 1)
    if m.before(at, "moved") >= 0:  # "moved from teaching to recruiting": they are there
        return Step([found_as(CURRENT, new)], new.next)
    return Step([found_as(CURRENT, old), found_as(ROLE, new)], new.next)


def _joined_by_to(m: Marked, taken: Set[int], cue: int, both: Phrase, is_plain: bool) -> Step | None:
    """ "из продавца в маркетологи": where "to" is the word "in" too, the noun went on over it."""
    starts = cue == 0 or is_break(m, cue - 1) or m.kind(cue - 1) == "colon" or m.before(cue, "want") >= 0
    is_plain = is_plain or (starts and not m.after(cue, "with"))
    for at in range(both.end - 1, both.start, -1):
        new = noun(m, taken, m.after(at, "to")) if m.after(at, "to") else None
        if new and (is_plain or is_role(m, both.start, at) or (starts and is_role(m, new.start, new.end))):
            return Step([Found(CURRENT, None, both.start, at), found_as(ROLE, new)], new.next)
    return None


def last_of_chain(m: Marked, taken: Set[int], old: Phrase) -> Phrase | None:
    """The aim of "cleaner to carer to nurse"."""
    new = None
    while to := m.after(old.next, "to"):
        step = noun(m, taken, to)
        if step is None:
            break
        old = new = step
    return new


def _current(m: Marked, taken: Set[int], at: int, found: list[Found]) -> Step | None:
    """ "I'm a barista", "tired of retail", "10 years of experience in sales", "left teaching"."""
    opens = not at or is_break(m, at - 1)
    end = m.after(at, "current") or (m.after(at, "current_start") if opens else 0)
    if not end or m.after(at, "not_current") >= end or m.before(at, "no") >= 0:
        return None
    phrase = noun(m, taken, end) or (the_field_it(m, end) if m.before(end, "weak") >= 0 else None)
    if phrase is None or phrase.start > end + 4:
        return Step((), end)
    last = behind(m, taken, phrase.next)
    if m.after(last, "role_after", "learn_after") and not m.after(last, "want", "act_alone"):
        return None  # "şimdi çevirmen olmak istiyorum": now it is a wish
    phrase = _as_which(m, taken, phrase)
    is_size = m.kind(phrase.start) == "number" and not m.after(phrase.start, "tech", "proper")
    if is_size or (m.after(at, "called") and _is_name(m, phrase)):
        return Step((), phrase.next)  # "je fais 1m75", "soy Paco"
    is_employer = m.after(phrase.start, "company") and not is_role(m, phrase.start, phrase.end)
    is_unsure = m.after(at, "called") == end and _may_be_name(m, phrase)  # "soy marta, ... llevo 5 años de"
    when = "past" if m.after(at, "past") == end or is_unsure else None
    return Step(() if is_employer else [Found(CURRENT, when, phrase.start, phrase.end)], phrase.next)


def _is_name(m: Marked, phrase: Phrase) -> bool:
    """Whether the phrase starts with a person's name: a capital, and no job."""
    is_known = is_role(m, phrase.start, phrase.end) or m.after(phrase.start, "tech", "proper")
    tells_age = _may_be_name(m, phrase) and m.kind(phrase.end) == "comma" and _is_age(m, phrase.end + 1)
    return (m.words(phrase.start, phrase.start + 1)[:1].isupper() or tells_age) and not is_known


def _may_be_name(m: Marked, phrase: Phrase) -> bool:
    """Whether the phrase is one word that is no job: "soy marta"."""
    return phrase.end == phrase.start + 1 and not is_role(m, phrase.start, phrase.end)


def _is_age(m: Marked, at: int) -> bool:
    """ "31 años", "tengo 31 años"."""
    at = m.after(at, "has_years") or at
    return m.amount(at) is not None and m.after(at + 1, "unit.year") > 0


def _as_which(m: Marked, taken: Set[int], phrase: Phrase) -> Phrase:
    """ "work at IBM as a salesperson": the role behind the place."""
    end = m.after(phrase.next, "as_role")
    return (noun(m, taken, end) if end else None) or phrase


def _as_role(m: Marked, taken: Set[int], at: int, found: list[Found]) -> Step | None:
    """ "work 40 hours a week as a driver": the cue and the role with something between them."""
    end = m.after(at, "as_role")
    cue = nearest_before(m, at, "job_hours", "earn") if end else ""
    phrase = noun(m, taken, end) if cue else None
    if phrase and cue == "earn" and not is_role(m, phrase.start, phrase.end):
        return None  # "factura 2 millones de euros", but "earning 50k as a nurse"
    is_offer = m.before(at, "wrap") >= 0 and not nearest_before(m, at, "has")  # "remote job as a bookkeeper"
    kind = ROLE if is_offer or nearest_before(m, at, "want", "has") == "want" else CURRENT
    return Step([found_as(kind, phrase)], phrase.next) if phrase else None


def _at_place(m: Marked, taken: Set[int], at: int, found: list[Found]) -> Step | None:
    """ "I work nights at a gas station": the cue and the place with something between them."""
    end = m.after(at, "at_place")
    has_hours = m.before(at, "job_after") >= 0 and at - 1 in taken  # "12 hour shifts at the hospital"
    works = (
        end
        and (has_hours or nearest_before(m, at, "works"))
        and not nearest_before(m, at, "want", "want_thing", "no")
    )
    return _working_at(m, taken, end) if works else None


def _works_here(m: Marked, taken: Set[int], at: int, found: list[Found]) -> Step | None:
    """ "studied chemistry, work in a pharmacy, want to ...": a clause of its own beside a wish."""
    works = m.after(at, "works") if not at or is_break(m, at - 1) else 0
    end = m.after(works, "at_place") if works else 0
    is_own = end and (any(m.find("want")) or any(m.find("want_thing")))
    return _working_at(m, taken, end) if is_own else None


def _working_at(m: Marked, taken: Set[int], at: int) -> Step | None:
    place = noun(m, taken, at)
    phrase = _as_which(m, taken, place) if place else None
    return Step([found_as(CURRENT, phrase)], phrase.next) if phrase else None


def _past(m: Marked, taken: Set[int], at: int, found: list[Found]) -> Step | None:
    """ "5 years in logistics", "10 yrs admin exp": no limit, but a past."""
    at += m.kind(at) == "number"
    end = m.after(at, "field_prep")
    if not _are_years(m, taken, at) and not (end and _are_more_years(m, at)):
        return None
    phrase = noun(m, taken, end or at)
    if phrase and not end:
        before_exp = m.before(phrase.end, "experience")
        phrase = Phrase(phrase.start, before_exp, phrase.next) if before_exp > phrase.start else None
    return Step([found_as(CURRENT, phrase)], phrase.next) if phrase else None


def _are_years(m: Marked, taken: Set[int], at: int) -> bool:
    return at > 0 and m.before(at, "unit.year") >= 0 and at - 1 in taken


def _are_more_years(m: Marked, at: int) -> bool:
    """ "tengo 51 años, 25 en banca", "..., llevo 6 en banca": a number behind an age counts years."""
    if at < 2 or m.kind(at - 1) != "number":
        return False
    cue = m.before(at - 1, "has_years")  # "36 ans dont 14 comme agent"
    first = at - 1 if cue < 0 else cue
    joined = first - 1 if first > 0 and is_break(m, first - 1) else first
    return joined < at - 1 and m.before(joined, "unit.year") >= 0


def _plain_self(m: Marked, taken: Set[int], at: int, found: list[Found]) -> Step | None:
    """ "im nurse", "I am currently cashier": without an article only where a role's word follows."""
    end = m.after(at, "i_am")
    end += end > 0 and m.is_dash(end)  # "Я — повар"
    phrase = noun(m, taken, end) if end else None
    if phrase is None:
        return None
    fits = phrase.start <= end + 2 and (
        is_role(m, phrase.start, phrase.end) or m.before(phrase.end, "graduate") >= phrase.start
    )
    return Step([found_as(CURRENT, phrase)], phrase.next) if fits else None


def _no_longer(m: Marked, taken: Set[int], at: int, found: list[Found]) -> Step | None:
    """ "will keine Krankenschwester mehr sein": whoever wants to be it no more is it."""
    phrase = noun(m, taken, m.after(at, "no")) if m.after(at, "no") else None
    if phrase is None or not m.after(phrase.next, "no_longer"):
        return None
    return Step([found_as(CURRENT, phrase)], m.after(phrase.next, "no_longer"))


LIFE_RULES = (_no_longer, _current, _as_role, _at_place, _works_here, _past, _plain_self)
