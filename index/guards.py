"""What speaks against serving a new generation at once: courses that are gone, goals that lost theirs."""

from typing import Literal

from catalog.program import Value
from index.generation import Generation
from index.known_goals import check

MOST_GONE = 0.2
"""The share of the served programmes that may be gone before somebody has to confirm it."""
FEW = 10
"""So few programmes are never too many: a small catalogue changes by a large share."""
LEAST_FOUND = 0.9
"""The share of the known goals that must still find their course; some courses do change."""
Doubt = Literal["courses", "goals"]


class Findings(Value, frozen=True):
    """A new generation beside the served one, in numbers."""

    before: int
    """How many programmes are served now."""
    gone: int
    """How many of them the new generation does not have."""
    asked: int
    """How many known goals were asked."""
    found: int
    """How many of them still find their course."""

    @property
    def loses_courses(self) -> bool:
        """Whether more of the served programmes are gone than may go unseen."""
        return self.gone >= FEW and self.gone > MOST_GONE * self.before

    @property
    def loses_goals(self) -> bool:
        """Whether too few of the known goals find their course."""
        return self.found < LEAST_FOUND * self.asked

    @property
    def is_in_doubt(self) -> bool:
        """Whether somebody should look before this is served; the first catalogue replaces nothing."""
        return bool(self.doubts)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What speaks against serving it at once."""
        if not self.before:
            return ()
        found: dict[Doubt, bool] = {"courses": self.loses_courses, "goals": self.loses_goals}
        return tuple(doubt for doubt, is_one in found.items() if is_one)


def compared(new: Generation, served: Generation | None) -> Findings:
    """Compare a new generation with the served one; the sample is for trying, and leaves unmissed."""
    outcome = check(new, served)
    ids = _ids(served) if served and not served.is_sample else set()
    return Findings(
        before=served.manifest.rows if served else 0,
        gone=len(ids - _ids(new)),
        asked=outcome.asked,
        found=outcome.found,
    )


def _ids(generation: Generation) -> set[str]:
    return {id_ for (id_,) in generation.store.columns("id")}
