"""Who someone is and wants to be: the phrases behind "I'm a", "want to become", "from X to Y", "I know"."""

from collections.abc import Callable, Set

from bot.goal.bare import BARE_RULES, starts_clause, with_object
from bot.goal.lexicon import Found, Marked
from bot.goal.lives import LIFE_RULES, from_to
from bot.goal.nouns import Phrase, ends, is_role, noun, starts_with_tech
from bot.goal.quantity import is_denied, nearest_before
from bot.goal.skills import has_skills, known, known_list, learning, skill_list, with_skills
from bot.goal.steps import BARE, CURRENT, KNOWN, LEARN, ROLE, THING, Step, found_as, the_field_it
from bot.goal.verb_last import behind, said_after

Rule = Callable[[Marked, Set[int], int, list[Found]], Step | None]

_MOST_FILLERS = 24  # tokens
_LABELS = {"current_label": CURRENT, "target_label": ROLE, "skills_label": KNOWN, "label_other": ""}


def read_roles(m: Marked, taken: Set[int]) -> list[Found]:
    """Walk the message once; at each place the first rule that fits reads on from there."""
    found: list[Found] = []
    at = 0
    while at < len(m):
        step = next(filter(None, (rule(m, taken, at, found) for rule in _rules_at(m, taken, at))), None)
        if step:
            found += step.found
        at = max(step.next, at + 1) if step else at + 1
    return found


def _rules_at(m: Marked, taken: Set[int], at: int) -> tuple[Rule, ...]:
    if m.kind(at) in ("stop", "comma", "arrow", "colon"):
        return ()
    # "I know the basics of Python" is a level, and yet names what is known.
    return (known,) if at in taken else _RULES


def _label(m: Marked, taken: Set[int], at: int, found: list[Found]) -> Step | None:
    """A form's line: "Job now: ...", "Goal: ..."."""
    for tag, field in _LABELS.items():
        end = m.after(at, tag)
        if end and (m.kind(end) == "colon" or m.is_dash(end)):
            return _labelled(m, taken, end + 1, field)
    return None


def _labelled(m: Marked, taken: Set[int], at: int, field: str) -> Step | None:
    """What stands behind a label; a whole sentence there is read as any other."""
    if field == KNOWN:
        return known_list(m, taken, at)
    is_cued = m.after(at, "want", "want_thing", "current", "act_alone") and not m.after(at, "proper")
    if not field or is_cued or m.after(at, "from") > at + 1:
        return Step((), at)
    phrase = noun(m, taken, at)
    return Step([found_as(field, phrase)], phrase.next) if phrase else None


def _corrected(m: Marked, taken: Set[int], at: int, found: list[Found]) -> Step | None:
    """ "java, sorry, I meant javascript": the phrase behind takes the place of the last one."""
    end = m.after(at, "correction") or _nay_between_commas(m, at, found)
    if not end:
        return None
    is_nay = not m.after(at, "correction")
    while m.kind(end) == "comma" or m.after(end, "nay", "correction", "the"):
        end = m.after(end, "nay", "correction", "the") or end + 1
    if end in m.instead.values():
        return Step((), end + 1)  # "100 euros, mejor dicho 120": the number was settled before
    if end in taken or m.after(end, "want", "want_thing", "current", "known", "joint"):
        return None
    phrase = noun(m, taken, end)
    if phrase is None or phrase.start > end + 3 or (is_nay and m.kind(phrase.next) not in ("stop", "comma")):
        return None
    return Step([found_as(found.pop().field if found else BARE, phrase)], phrase.next)


def _nay_between_commas(m: Marked, at: int, found: list[Found]) -> int:
    """ "photoshop, no, illustrator": the end of a no that takes back what was named right before; else 0."""
    end = m.after(at, "nay")
    is_between = found and m.kind(at - 1) == "comma" and m.kind(end) == "comma"
    return end if is_between and found[-1].end == at - 1 else 0


def _target(m: Marked, taken: Set[int], at: int, found: list[Found]) -> Step | None:
    """ "want to become X", "want to learn X", "looking for X", "learn X"."""
    want = m.after(at, "want")
    if want in taken and m.after(at, "earn") >= want > 0:
        return None  # "debo 3000 euros": what one owes, though "debo" is also "must"
    if want and m.after(at, "correction") > want:
        return Step((), m.after(at, "correction"))  # "quer dizer": no wish, though it starts as one
    leaves = (
        m.after(want, "current") if want and not m.after(want, "wrap") else 0
    )  # not "a career as a nurse"
    if leaves > m.after(want, "act_role", "act_learn"):
        return Step((), want)  # "thinking of leaving teaching"
    act_at = _skip_fillers(m, taken, want) if want else at
    comes = m.after(act_at, "from") if want else 0
    if comes > max(act_at + 1, m.after(act_at, "act_role", "act_learn")):
        return Step((), act_at)  # "want to go from teaching to nursing"
    if comes and from_to(m, taken, act_at, found):
        return Step((), act_at)  # "will vom Einzelhandel ins Controlling"
    idle = _idle(m, taken, act_at) if want else None
    if idle and idle.next > m.after(act_at, "act_role", "act_learn"):
        return idle
    starts = m.after(at, "act_start") and starts_clause(m, taken, at) and not m.after(at, "proper")
    starts = starts or _goes_on_wishing(m, at, found)
    if not want and (verb := _verb_behind_for(m, at)):
        return _acted(m, taken, verb, found)
    if not want and not starts and not m.after(at, "act_alone"):
        return _wanted_thing(m, taken, at)
    return _acted(m, taken, act_at, found) or idle or (_wanted_thing(m, taken, at) if want else None)


def _goes_on_wishing(m: Marked, at: int, found: list[Found]) -> bool:
    """ "stop being a cashier and become a nurse": the verb is joined to what one is."""
    is_joined = m.before(at, "joint") >= 0 and m.after(at, "act_role") > 0
    return is_joined and bool(found) and found[-1].field == CURRENT


def _verb_behind_for(m: Marked, at: int) -> int:
    """Where the verb of "para encontrar trabajo de conserje" stands: what it is for is a wish; else 0."""
    end = m.after(at, "for_verb")
    verb = m.after(end, "act_role", "act_learn") if end else 0
    return end if verb > m.after(end, "idle", "idle_alone") else 0


def _skip_fillers(m: Marked, taken: Set[int], at: int) -> int:
    """Past "really", "one day" and another "want to", as far as a sentence would go."""
    last = at + _MOST_FILLERS
    while at < last and (step := m.after(at, "want") or m.after(at, "filler") or (at in taken and at + 1)):
        at = step
    return at


def _idle(m: Marked, taken: Set[int], at: int) -> Step | None:
    """A wish that names nothing to learn: "finish by May"; "grow" alone, but not "grow food"."""
    end = m.after(at, "idle")
    alone = m.after(at, "idle_alone")
    if (
        alone > end
        and not m.after(alone, "being")
        and (noun(m, taken, alone) is None or ends(m, taken, alone))
    ):
        end = alone
    is_course = end > 0 and m.before(end, "wrap") >= at and m.after(end, "wrap_prep") > 0  # "einen kurs über"
    if not end or is_course:
        return None
    course = m.after(end, "article") or end
    named = noun(m, taken, end) if m.after(course, "wrap") else None
    is_named = named is not None and named.start > course + 1  # "pagar un curso de panadería"
    return Step([found_as(THING, named)], named.next) if named and is_named else Step((), end)


def _acted(m: Marked, taken: Set[int], at: int, found: list[Found]) -> Step | None:
    role, learn = m.after(at, "act_role"), m.after(at, "act_learn")
    end = max(role, learn) or at
    whom = m.after(end, "article") or end
    being = m.after(whom, "being") or m.after(m.after(at, "helps"), "being")
    if being and (end > at or m.after(at, "helps")):  # "work with dogs", "help old people"
        named = noun(m, taken, whom)  # "personas con pensamientos suicidas"
        being = named.end if named and named.start == whom and named.end > being else being
        more = noun(m, taken, m.after(being, "with")) if m.after(being, "with") else None
        being = more.end if more else being
        return Step([Found(ROLE, None, at if m.after(at, "helps") else whom, being)], being)
    if end > at and _verb_behind_for(m, end):  # "qué estudiar para ser ..."
        return Step((), end)
    phrase = noun(m, taken, end) or (_field_it(m, end, found) if role > learn else None)
    if phrase is None or phrase.start > end + 6:
        return None
    last = behind(m, taken, phrase.next)
    role, learn = role or m.after(last, "role_after"), learn or m.after(last, "learn_after")
    if learn > role:
        does = m.after(phrase.start, "takes_own")  # "llevar mis cuentas"
        return _learnt(m, taken, with_object(m, taken, phrase) if does else phrase)
    phrase = _as_role_there(m, taken, phrase) or phrase
    if not role:
        phrase = with_object(m, taken, phrase)
    is_weak = nearest_before(m, at, "others_say") or (not role and m.before(at, "in_order") >= 0)
    aim = Found(ROLE if role else THING, "weak" if is_weak else None, phrase.start, phrase.end)
    skills = with_skills(m, taken, phrase)
    return Step([aim, *skills], max(phrase.next, *(one.end for one in skills), 0))


def _as_role_there(m: Marked, taken: Set[int], place: Phrase) -> Phrase | None:
    """ "work at Google as an engineer", "in an office as a clerk": the role behind the place."""
    inside = (at for at in range(place.start + 1, place.end) if m.after(at, "as_role"))
    end = m.after(next(inside, place.next), "as_role", "such_as")  # "bei Siemens als Ingenieur arbeiten"
    kind = noun(m, taken, end) if end else None
    return kind if kind and (m.after(place.start, "company") or is_role(m, kind.start, kind.end)) else None


def _field_it(m: Marked, at: int, found: list[Found]) -> Phrase | None:
    """The field, unless a topic was named that "it" may stand for: "heard of welding, how to get into it"."""
    is_named = any(one.field not in (CURRENT, KNOWN) for one in found)
    return None if is_named and m.after(at, "it") and m.words(at, at + 1) != "IT" else the_field_it(m, at)


def _learnt(m: Marked, taken: Set[int], phrase: Phrase) -> Step:
    """What is to be learnt, and the technologies listed behind it."""
    parts, after = [(phrase.start, phrase.end)], phrase.next
    if starts_with_tech(m, phrase):
        parts, after = skill_list(m, taken, phrase.start)
    return Step([*(Found(LEARN, None, *part) for part in parts), *with_skills(m, taken, phrase)], after)


def _wanted_thing(m: Marked, taken: Set[int], at: int) -> Step | None:
    end = m.after(at, "want_thing")
    if not end or is_denied(m, at) or any(m.after(inner, "want") > end for inner in range(at, end)):
        return None
    phrase = noun(m, taken, end)
    if phrase is None or phrase.start > end + 8 or m.after(end, "act_alone") or _verb_behind_for(m, end):
        return Step((), end)
    if starts_with_tech(m, phrase):
        return _learnt(m, taken, phrase)
    role = noun(m, taken, m.after(phrase.next, "such_as")) if m.after(phrase.next, "such_as") else None
    if role and is_role(m, role.start, role.end):  # "office work like parts advisor"
        return Step([found_as(ROLE, role)], role.next)
    strength = "weak" if m.after(at, "likes") == end else None
    thing = Found(THING, strength, phrase.start, phrase.end)
    return Step([thing, *with_skills(m, taken, phrase)], phrase.next)


_RULES: tuple[Rule, ...] = (
    _label,
    _corrected,
    from_to,
    known,
    learning,
    has_skills,
    *LIFE_RULES,
    _target,
    said_after,
    *BARE_RULES,
)
