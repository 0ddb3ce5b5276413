"""Providers asked for or ruled out: platforms by name alone, companies only for a course of theirs."""

from bot.goal.lexicon import Found, Marked
from bot.goal.quantity import is_break, nearest_before


def read_providers(m: Marked) -> list[Found]:
    """Wanted and unwanted providers, in the message's own words."""
    found: list[Found] = []
    for start, end in _names(m):
        previous = found[-1] if found and found[-1].field != "trap" else None
        joined = previous is not None and previous.end == start - 1
        if (
            joined
            and previous
            and (m.after(start - 1, "list_join") or m.kind(start - 1) in ("comma", "sign"))
        ):
            found.append(Found(previous.field, m.words(start, end), start, end))
            if m.after(end, "never_mind", "exclude_after"):  # "udemy ve skillshare istemiyorum"
                found = _refused_back(m, found)
        else:
            found.append(_judge(m, start, end))
    return [one for one in found if one.field != "trap"]


def _refused_back(m: Marked, found: list[Found]) -> list[Found]:
    """The last list with its names refused: the word that refuses them stands behind all."""
    first = len(found) - 1
    while first and found[first - 1].end == found[first].start - 1:
        first -= 1
    return [*found[:first], *(one._replace(field="not_providers") for one in found[first:])]


def _names(m: Marked) -> list[tuple[int, int]]:
    names = [
        *m.find("platform"),
        *m.find("platform_form"),
        *((start, end) for start, end in m.find("company") if not m.after(start, "product")),
    ]
    return sorted(names)


def _judge(m: Marked, start: int, end: int) -> Found:
    name = m.which(start, "platform_form")[0] or m.words(start, end)  # "udemyden": the name without its case
    if m.after(start, "tech") == end and m.before(start, "exclude") >= 0 and not _is_by(m, start):
        return Found("trap", name, start, end)  # "not aws": a topic, and read as one
    said = nearest_before(m, start, "exclude", "exclude_weak", "want", "want_thing")
    refused = m.after(end, "nay")  # "coursera no, edx sí"
    if (
        (refused and is_break(m, refused))
        or said.startswith("exclude")
        or m.after(end, "never_mind", "exclude_after")
    ):
        return Found("not_providers", name, start, end)
    if m.after(start, "platform", "platform_form"):
        return Found("trap" if nearest_before(m, start, "provider_has") else "providers", name, start, end)
    wanted = (_is_by(m, start) and not nearest_before(m, start, "job_left")) or (
        _names_course(m, end) and m.before(start, "job_at") < 0 and not _is_topic(m, start, end)
    )
    wanted = wanted or m.before(start, "certificate") >= 0  # "сертификат google"
    return Found("providers" if wanted else "trap", name, start, end)


def _is_topic(m: Marked, start: int, end: int) -> bool:
    """ "sap course": a company that gave its product its name, and nothing else that the course is in."""
    behind = m.after(end, "wrap")
    return m.after(start, "tech") == end and behind > 0 and (behind == len(m) or is_break(m, behind))


def _is_by(m: Marked, start: int) -> bool:
    """ "a certificate by Google": and no job there in the same clause."""
    return m.before(start, "by_company") >= 0


def _names_course(m: Marked, end: int) -> bool:
    """ "google it support certificate": the company first, its course behind, within one clause."""
    at = end
    while at < len(m) and not is_break(m, at):
        if m.after(at, "certificate", "languages_course", "credential"):
            return True
        if m.after(at, "want", "job_at", "as_role"):
            return False
        at += 1
    return False
