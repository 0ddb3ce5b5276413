"""From the phrases of a message to target, current and skills: which of them is what the person wants."""

from itertools import pairwise

from bot.goal.lexicon import Found, Marked
from bot.goal.nouns import is_role, is_tech
from bot.goal.steps import BARE, CURRENT, KINDS, KNOWN, LEARN, PURPOSE, ROLE, THING, WITH


def resolve(m: Marked, phrases: list[Found]) -> list[Found]:
    """Target, current, skills_wanted and skills_known, each with the words it stands in."""
    of = {kind: [one for one in phrases if one.field == kind] for kind in KINDS}
    bares, learns = of[BARE], of[LEARN]
    current = next((one for one in of[CURRENT] if one.value is None), next(iter(of[CURRENT]), None))
    target = _aimed(m, of[ROLE], of[THING], learns, bares)
    arrow = _arrow(m, bares)
    if arrow and (target is None or target in learns):
        current, target = arrow
    elif target is None and bares:
        current, target = _mused(m, bares) or (current, _best(m, bares))
    elif target is None and of[PURPOSE]:
        target = of[PURPOSE][0]
    elif target is not None and (current is None or not is_role(m, current.start, current.end)):
        current = _self_described(m, bares, target) or current
    if current and target and target in learns and current in bares and _is_field_of(m, current, learns):
        current, target = None, current
    if target is None and current and not any(m.find("first_person")):
        current, target = None, current  # "work as a transcriptionist" without an I is a wish
    wanted = _skills(m, of[WITH], learns, target, [one for one in bares if one not in (target, current)])
    return [
        *_named("target", m, _whole(m, target, learns)),
        *_named("current", m, current),
        *(one for skill in wanted for one in _named("skills_wanted", m, skill)),
        *(
            one
            for skill in of[KNOWN]
            if not m.after(skill.start, "language_name")
            for one in _named("skills_known", m, skill)
        ),
    ]


def _named(field: str, m: Marked, one: Found | None) -> list[Found]:
    return [Found(field, m.words(one.start, one.end), one.start, one.end)] if one else []


def _aimed(
    m: Marked, roles: list[Found], things: list[Found], learns: list[Found], bares: list[Found]
) -> Found | None:
    """A role before a thing to learn: "learn SQL to become a data analyst"."""
    named = [one for one in things if is_role(m, one.start, one.end)]
    if things and not named:  # "something in renewable energy, maybe solar installer"
        named = [one for one in bares if _is_mused(m, one) and is_role(m, one.start, one.end)]
    order = [*roles, *named, *things, *learns]
    # Weaker is what someone only likes, or what others say: "into drawing, want to do concept art".
    return next(iter(sorted(order, key=lambda one: one.value == "weak")), None)


def _arrow(m: Marked, bares: list[Found]) -> tuple[Found | None, Found] | None:
    """ "teacher -> instructional designer"."""
    for old, new in pairwise(bares):
        if any(m.kind(at) == "arrow" for at in range(old.end, new.start)):
            return old, new
    return None


def _mused(m: Marked, bares: list[Found]) -> tuple[Found | None, Found] | None:
    """ "bank teller, want out. maybe project coordination?"."""
    first = bares[0]
    maybe = [one for one in bares[1:] if _is_mused(m, one)]
    return (first, maybe[0]) if maybe and is_role(m, first.start, first.end) else None


def _is_mused(m: Marked, one: Found) -> bool:
    """Whether a "maybe" stands before or behind, or a question mark."""
    is_asked = m.kind(one.end) == "stop" and m.norm(one.end).startswith("?")
    start = one.start - bool(m.after(one.start - 1, "article"))
    said = m.before(start, "perhaps") >= 0 or m.after(start - 1, "perhaps")
    return bool(is_asked or said or m.after(one.end, "perhaps"))


def _best(m: Marked, bares: list[Found]) -> Found:
    """Of phrases without a cue: the first role, else the first that is no technology, else the first."""
    roles = [one for one in bares if is_role(m, one.start, one.end)]
    topics = [one for one in bares if not is_tech(m, one.start, one.end)]
    return (roles or topics or bares)[0]


def _self_described(m: Marked, bares: list[Found], target: Found) -> Found | None:
    """ "line cook, want to ...", "student nurse here": a role before the wish is one's own."""
    for one in bares:
        own = is_role(m, one.start, one.end) or m.before(one.end, "graduate") >= one.start
        if own and (one.start < target.start or m.after(one.end, "here")):
            return one
    return None


def _is_field_of(m: Marked, current: Found, learns: list[Found]) -> bool:
    """ "backend developer, want to learn Node.js": the role is the aim, the technology belongs to it."""
    own = m.after(current.end, "here") or m.before(current.end, "graduate") >= current.start
    fits = m.before(current.end, "builder") >= current.start
    return fits and not own and all(is_tech(m, one.start, one.end) for one in learns)


def _whole(m: Marked, target: Found | None, learns: list[Found]) -> Found | None:
    """Several things to learn and no role: all of them are the target."""
    if target is None or target not in learns:
        return target
    return Found(target.field, None, target.start, max(one.end for one in _listed(m, learns)))


def _listed(m: Marked, learns: list[Found]) -> list[Found]:
    """The first thing to learn and those in one list with it."""
    listed = learns[:1]
    for one in learns[1:]:
        if any(m.kind(at) == "stop" or m.after(at, "want") for at in range(listed[-1].end, one.start)):
            break
        listed.append(one)
    return listed


def _skills(
    m: Marked, with_skills: list[Found], learns: list[Found], target: Found | None, bares: list[Found]
) -> list[Found]:
    """Technologies beside the target; several to learn are each wanted."""
    if target in learns:
        return [*(learns if len(learns) > 1 else []), *with_skills]
    techs = [one for one in [*learns, *with_skills, *bares] if is_tech(m, one.start, one.end)]
    return techs if target else []
