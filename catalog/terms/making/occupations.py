"""What an occupation asks for, pays and is near to, in the numbers of the file's terms."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from catalog.terms.making.crosswalk import links
from catalog.terms.making.nearby import neighbours, rarity
from catalog.terms.making.sources import Row, Sources
from catalog.terms.making.terms import Term

_MOST_TECHNOLOGIES = 20
_FEWEST_USERS = 8
_DETAILED = "3"
WageRow = tuple[str, str, int | None, int | None, int | None]


class Asking(NamedTuple):
    """A row of the file."""

    code: str
    term: int
    lists: tuple[Sequence[int], Sequence[int], Sequence[int]]
    """Essential and optional skills, technologies."""
    soc: str | None
    no_wage: str
    near: Sequence[int]


def occupations(terms: Sequence[Term], sources: Sources) -> tuple[list[Asking], list[str]]:
    """Each occupation's row, and the technologies that the rows count through."""
    number = {term.code: at for at, term in enumerate(terms) if term.kind in ("occupation", "skill")}
    asked = _asked(sources.links, number)
    near = neighbours(asked, {at: term.isco for at, term in enumerate(terms) if term.kind == "occupation"})
    telling = rarity(asked)
    paid = {row["soc_code"] for row in sources.wages if row["level"] == _DETAILED and _has_figures(row)}
    crossed, used = links(sources), _technologies(sources.technologies)
    technologies = sorted({one for names in used.values() for one in names})
    place = {name: at for at, name in enumerate(technologies)}
    rows = []
    for at, term in enumerate(terms):
        if term.kind != "occupation" or term.code is None:
            continue
        skills = sorted(asked.get(at, ()), key=lambda pair: (-telling[pair[0]], pair[0]))
        link = crossed.get(term.code)
        onet = link.onet if link and link.is_sure else ""
        soc = onet[:7] if onet[:7] in paid else None
        lists = (
            [skill for skill, is_essential in skills if is_essential],
            [skill for skill, is_essential in skills if not is_essential],
            [place[name] for name in used.get(onet, ())],
        )
        no_wage = _why_no_wage(soc, link is not None, bool(onet))
        rows.append(Asking(term.code, at, lists, soc, no_wage, near.get(at, [])))
    return rows, technologies


def _asked(rows: Iterable[Row], number: Mapping[str | None, int]) -> dict[int, list[tuple[int, bool]]]:
    asked: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for row in rows:
        if row["occupation"] in number and row["skill"] in number:
            asked[number[row["occupation"]]].append((number[row["skill"]], row["relation"] == "essential"))
    return asked


def _technologies(rows: Iterable[Row]) -> dict[str, list[str]]:
    """By O*NET code the technologies that job adverts name most ("hot"), those of few occupations first.

    What next to nobody uses is a product's name, and no technology that a course would teach.
    """
    hot = {(row["O*NET-SOC Code"], row["Example"]) for row in rows if row["Hot Technology"] == "Y"}
    users = Counter(name for _, name in hot)
    used: dict[str, list[str]] = defaultdict(list)
    for onet, name in sorted(hot, key=lambda pair: (users[pair[1]], pair[1])):
        if users[name] >= _FEWEST_USERS and len(used[onet]) < _MOST_TECHNOLOGIES:
            used[onet].append(name)
    return used


def _has_figures(row: Row) -> bool:
    return any(_dollars(row[f"annual_{part}_usd"]) for part in ("median", "p10", "p90"))


def _why_no_wage(soc: str | None, is_crossed: bool, is_sure: bool) -> str:
    if soc:
        return ""
    return "not_published" if is_sure else "crosswalk_unsure" if is_crossed else "not_in_crosswalk"


def wage_rows(rows: Iterable[Row]) -> list[WageRow]:
    """The detailed US occupations with their wages."""
    return [_wage(row) for row in rows if row["level"] == _DETAILED]


def _wage(row: Row) -> WageRow:
    median, p10, p90 = (_dollars(row[f"annual_{part}_usd"]) for part in ("median", "p10", "p90"))
    return row["soc_code"], row["title"], median, p10, p90


def _dollars(text: str) -> int | None:
    """A wage; None where it is not published or only known to be above the highest that is."""
    return int(float(text)) if text.replace(".", "", 1).isdigit() else None
