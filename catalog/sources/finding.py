"""Where in a nested value the programmes stand: records with marks of their own, or the best list of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, cast

from catalog.sources import badges, ctdl, elm, jsonld, openedx
from catalog.sources.columns import column_of
from catalog.sources.jsonlines import FIELDS
from catalog.sources.linked import plain_key
from catalog.sources.objects import SAMPLE, own_objects, read_objects, score
from catalog.sources.paths import is_word
from catalog.sources.record import Node, Nodes, Record, items, objects

_MARKED = 1000
_PARTS = {"hasCourseInstance", "learningAchievementSpecification", "specifiedBy"}
_FAR_POORER = 3
# No form claims a record without one of these.
_MARKS = {"@type", "type", "course_runs", "seats", "courses"}
_STRUCTURES = {
    "duration", "price", "credits", "completion", "employment", "wages", "receipts", "warnings"
}  # fmt: skip


class Form(Protocol):
    """A standard whose records are known by their marks."""

    def claims(self, record: Node) -> bool:
        """Tell whether the record bears the form's marks."""

    def read(self, record: Node, nodes: Nodes) -> Iterator[Record]:
        """Yield the programmes of a record that is claimed."""


# The first form that claims a record reads it: the narrower ones come before schema.org.
FORMS = cast(Sequence[Form], (openedx, ctdl, elm, badges, jsonld))


@dataclass(frozen=True, slots=True)
class _Plan:
    """What would be read of a part of the value, and how well it is known to be programmes."""

    score: int = 0
    lists: Sequence[Sequence[Node]] = field(default_factory=tuple)


def find_records(value: object) -> Iterator[Record]:
    """Yield the programmes in `value`, in order."""
    nodes, referred = named_nodes(value), _referred(value)
    for records in _plan(value).lists:
        marked = [form_of(record) if _own_id(record) not in referred else None for record in records]
        if any(map(form_of, records)):
            for form, record in zip(marked, records, strict=True):
                yield from form.read(record, nodes) if form else ()
        elif is_own(records):
            yield from own_objects(records)
        else:
            yield from read_objects(records)


def read_lines(lines: Sequence[tuple[int, object]]) -> list[tuple[int, Record]] | None:
    """Return the programmes of JSON lines with other keys than ours; None where there are none."""
    values = [cast(Node, value) for _, value in lines]
    if any(map(form_of, values)):
        nodes = named_nodes(values)
        return [
            (number, record)
            for (number, _), value in zip(lines, values, strict=True)
            if (form := form_of(value))
            for record in form.read(value, nodes)
        ]
    if not score(values):
        return None
    return [(number, record) for (number, _), record in zip(lines, read_objects(values), strict=True)]


def is_own(records: Sequence[Node]) -> bool:
    """Tell whether records have our own field names, and none that others give to the same fields."""
    keys = {key for record in records for key in record}
    if "title" not in keys or any(map(form_of, records)):
        return False
    others = any(column_of(key) for key in keys - FIELDS)  # "duration_hours" is not ours
    pairs = (pair for record in records for pair in record.items())
    return not others and not any(key not in _STRUCTURES and any(objects(value)) for key, value in pairs)


def form_of(value: object) -> Form | None:
    """Return the form whose marks a value bears."""
    if not isinstance(value, Mapping) or _MARKS.isdisjoint(value):
        return None
    return next((form for form in FORMS if form.claims(value)), None)


def named_nodes(value: object) -> Nodes:
    """Return the objects of a value by their `@id` or `id`, the fullest of each."""
    found: dict[str, Node] = {}
    pending = [value]
    while pending:
        one = pending.pop()
        if isinstance(one, Mapping):
            for key in ("@id", "id", "ceterms:ctid"):
                own_id = one.get(key)
                if isinstance(own_id, str) and len(one) > len(found.get(own_id, {"": ""})):
                    found[own_id] = one
            pending.extend(one.values())
        elif isinstance(one, list):
            pending.extend(one)
    return found


def _own_id(record: Node) -> object:
    return record.get("@id") or record.get("id")


def _referred(value: object) -> set[object]:
    """Return the ids of records that are read as a part of another: runs, and what an opportunity awards."""
    found: set[object] = set()
    pending = [value]
    while pending:
        one = pending.pop()
        if isinstance(one, Mapping):
            pending.extend(one.values())
            parts = [part for key, held in one.items() if plain_key(key) in _PARTS for part in items(held)]
            found.update(_own_id(part) if isinstance(part, Mapping) else str(part) for part in parts)
        elif isinstance(one, list):
            pending.extend(one)
    return found - {None}


def _plan(value: object) -> _Plan:
    if isinstance(value, list):
        return _plan_of_list(value)
    if not isinstance(value, Mapping):
        return _Plan()
    if form_of(value):
        return _Plan(_MARKED, ((value,),))
    alone = max(score([value], alone=True), int(is_own([value])))
    inner = _joined([_plan(item) for key, item in value.items() if not (alone and is_word("parts", key))])
    listed = _plan_of_values(value)
    best = max(inner, listed, key=lambda plan: plan.score)
    return _Plan(alone, ((value,),)) if alone > best.score else best


def _plan_of_values(value: Node) -> _Plan:
    """Read {"id 1": {...}, "id 2": {...}} as a list."""
    records = list(value.values())
    if len(records) < 2 or not all(map(_like(records[0]), records)):
        return _Plan()
    return _plan_of_list(records)


def _like(first: object) -> Callable[[object], bool]:
    """Return a test whether a record has most of its keys in common with the first."""
    keys = set(first) if isinstance(first, Mapping) else set()
    return lambda one: isinstance(one, Mapping) and len(keys & set(one)) * 2 > max(len(keys), len(one))


def _plan_of_list(values: Sequence[object]) -> _Plan:
    records = [value for value in values if isinstance(value, Mapping)]
    if any(map(form_of, records)):
        return _joined([_plan(value) for value in values])
    here = max(score(records), int(bool(records) and is_own(records)))
    if here and here >= _joined([_plan(value) for value in values[:SAMPLE]]).score:
        return _Plan(here, (records,))
    return _joined([_plan(value) for value in values])


def _joined(plans: Sequence[_Plan]) -> _Plan:
    """Return everything that is read below; a list that is far poorer than another holds something else."""
    best = max((plan.score for plan in plans), default=0)
    kept = [plan for plan in plans if plan.score and plan.score * _FAR_POORER >= best]
    return _Plan(best, tuple(records for plan in kept for records in plan.lists))
