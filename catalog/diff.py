"""Two catalogues -> what is new, what has changed and in what, what is gone, and how much is the same."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.program import Program

# Where and when a programme was read says nothing new of the programme itself.
_BESIDE = frozenset({"as_of", "source", "receipts", "warnings"})
_COMPARED = tuple(name for name in Program.__struct_fields__ if name not in _BESIDE)


@dataclass(frozen=True, slots=True)
class Changed:
    """A programme of both catalogues that states something else now, and in which fields."""

    before: Program
    after: Program
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """What becomes of a catalogue when another takes its place; each list is sorted by id."""

    new: tuple[Program, ...]
    changed: tuple[Changed, ...]
    gone: tuple[Program, ...]
    same: int


def diff(before: Iterable[Program], after: Iterable[Program]) -> Diff:
    """Compare two catalogues by the ids of their programmes."""
    old, new = ({program.id: program for program in each} for each in (before, after))
    both = sorted(old.keys() & new.keys())
    changed = tuple(
        Changed(old[id_], new[id_], fields) for id_ in both if (fields := _changed(old[id_], new[id_]))
    )
    return Diff(
        tuple(new[id_] for id_ in sorted(new.keys() - old.keys())),
        changed,
        tuple(old[id_] for id_ in sorted(old.keys() - new.keys())),
        len(both) - len(changed),
    )


def _changed(before: Program, after: Program) -> tuple[str, ...]:
    return tuple(name for name in _COMPARED if getattr(before, name) != getattr(after, name))
