"""Which US occupation an ESCO occupation surely is: the only link over which technologies and wages come."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from catalog.terms.making.sources import Row, Sources
from catalog.terms.words import cut, plain

_LEAST_SIMILARITY = 0.8
_GOOD_MOVES = ("code", "title", "hand", "esco-alt-title")


class Link(NamedTuple):
    """The O*NET code of an occupation, and whether the link is sure."""

    onet: str
    is_sure: bool


def links(sources: Sources) -> Mapping[str, Link]:
    """The link of each occupation that has one.

    An occupation that is called just as a US one is that one, whatever the crosswalk says: the
    crosswalk is of 2020, and some US occupations are newer. Otherwise the crosswalk's link is sure
    where its makers were, it needed no weak move to today's codes, and no other US occupation has
    that name; or where the US occupation has the name among its own.
    """
    titles = {_plain(row["Title"]): row["O*NET-SOC Code"] for row in sources.onet_titles}
    owners: dict[str, set[str]] = defaultdict(set)
    for row in sources.onet_alternates:
        owners[_plain(row["Alternate Title"])].add(row["O*NET-SOC Code"])
    rows = {row["occupation"]: row for row in sources.crosswalk}
    found: dict[str, Link] = {}
    for occupation in sources.occupations:
        name, crossed = _plain(occupation["en"]), rows.get(occupation["code"])
        if name in titles:
            found[occupation["code"]] = Link(titles[name], True)
        elif crossed and crossed["onet_soc_now"]:
            onet = crossed["onet_soc_now"]
            found[occupation["code"]] = Link(onet, _is_sure(crossed, onet, owners.get(name, set())))
    return found


def _is_sure(row: Row, onet: str, owners: set[str]) -> bool:
    """By its name among the US occupation's names, else by the crosswalk's own confidence."""
    if owners:
        return onet in owners and (len(owners) == 1 or float(row["confidence"]) >= 1)
    is_moved_well = row["now_by"] in _GOOD_MOVES
    return is_moved_well and float(row["confidence"]) == 2 and float(row["similarity"]) >= _LEAST_SIMILARITY


def _plain(title: str) -> str:
    """A title in the singular: Data Scientists, data scientist."""
    return " ".join(plain(word.norm, "en") for word in cut(title, "en"))
