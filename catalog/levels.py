"""Skill levels of kinds of jobs, by the classification of the International Labour Organization."""

SOURCE = "ILO, ISCO-08, 2012"
"""International Standard Classification of Occupations 2008, International Labour Organization, 2012."""

_BY_MAJOR_GROUP: dict[str, tuple[int, ...]] = {
    "0": (1, 2, 4),
    "1": (3, 4),
    "2": (4,),
    "3": (3,),
    "4": (2,),
    "5": (2,),
    "6": (2,),
    "7": (2,),
    "8": (2,),
    "9": (1,),
}


def levels_of(isco: str) -> tuple[int, ...]:
    """Return the skill levels, 1 to 4, of the major group of an ISCO-08 code; none for an unknown code."""
    return _BY_MAJOR_GROUP.get(isco[:1], ())
