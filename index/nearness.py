"""Which programmes are near a goal, and whether the catalogue knows the goal at all: calibrated cut-offs."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.encoder import TOY_MODEL
from index.models import DEFAULT_MODEL, MULTILINGUAL_MODEL

if TYPE_CHECKING:
    from numpy.typing import NDArray

DEVIATIONS = 2.5
DEVIATIONS_ABROAD = 2.25
OF_BEST = 0.6
_LARGE = 50


class Floors(NamedTuple):
    """The cosines of one encoder that make a programme near, and a goal one that the catalogue knows."""

    unlike: float
    """What texts have that have nothing to do with each other."""
    least: float
    best: float
    best_abroad: float
    """The same of a goal in another language than the catalogue's English: everything is farther away."""
    agreement: float = 0.0
    """How long the middle of programmes is that stand in for a goal: of unlike ones it is short."""


# Measured on the judged goals (docs/ranking.md); an encoder that nobody measured has no floor.
_E5 = Floors(0.78, 0.8, 0.86, 0.82)
FLOORS: Mapping[str, Floors] = {
    DEFAULT_MODEL: Floors(0.0, 0.35, 0.48, 0.48, 0.48),
    MULTILINGUAL_MODEL: _E5,
    f"intfloat/{MULTILINGUAL_MODEL}": _E5,
    TOY_MODEL: Floors(0.0, 0.1, 0.1, 0.1),
}
_UNMEASURED = Floors(0.0, 0.0, 0.0, 0.0)


class Closeness(NamedTuple):
    """How close every programme is to a goal in the eyes of one encoder."""

    encoder: str
    cosines: "NDArray[np.float32]"
    """The mean of its legs, a programme each."""
    abroad: bool
    """Whether it read the goal in another language than English."""


def near_of(seen: Sequence[Closeness], judges: Sequence[Closeness] = ()) -> "NDArray[np.bool_]":
    """Return which programmes are near: those that stand out to one encoder, where the judges know the goal.

    Only the best programme tells a goal that the catalogue teaches from one that it does not, and
    each encoder is fooled by other words: all must be convinced, unless some judge better than others.
    """
    if not seen or not all(map(_is_known, judges or seen)):
        return np.zeros(len(seen[0].cosines) if seen else 0, dtype=np.bool_)
    near: NDArray[np.bool_] = np.logical_or.reduce([one.cosines >= _outstanding(one) for one in seen])
    return near


def agree(encoder: str, stand_ins: "NDArray[np.float32]", rows: int) -> bool:
    """Say whether programmes that stand in for a goal are of one mind, their vectors a row each.

    Where the catalogue does not know a goal, the closest are a bit of everything. That tells more
    than their cosines, but not in a catalogue so small that the closest are a large part of it.
    """
    if rows < _LARGE * len(stand_ins):
        return True
    return float(np.linalg.norm(stand_ins.mean(axis=0))) >= FLOORS.get(encoder, _UNMEASURED).agreement


def _is_known(seen: Closeness) -> bool:
    floors = FLOORS.get(seen.encoder, _UNMEASURED)
    best = floors.best_abroad if seen.abroad else floors.best
    return len(seen.cosines) > 0 and float(seen.cosines.max()) >= best


def _outstanding(seen: Closeness) -> float:
    """Return from where on a programme stands out of its catalogue, or of one too small to tell."""
    cosines, floors = seen.cosines, FLOORS.get(seen.encoder, _UNMEASURED)
    deviations = DEVIATIONS_ABROAD if seen.abroad else DEVIATIONS
    large = float(cosines.mean() + deviations * cosines.std())
    small = floors.unlike + OF_BEST * (float(cosines.max()) - floors.unlike)
    return max(floors.least, min(large, small))
