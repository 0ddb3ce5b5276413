"""The same programme met twice -> one with all receipts; one id for two programmes -> a refusal."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from catalog.addresses import same_address, same_title, short_hash
from catalog.draft import Draft
from catalog.program import Program

# Facts of which two rows cannot both be right; texts may differ in wording.
_FACTS = ("duration", "price", "level", "language", "credential", "pace", "start", "end")


@dataclass(slots=True)
class Merged:
    """The programmes, and of each draft what became of it."""

    programs: tuple[Program, ...] = ()
    duplicates: list[tuple[Draft, Draft]] = field(default_factory=list)
    """Each with the draft that it was merged into."""
    refused: list[tuple[Draft, str]] = field(default_factory=list)
    kept: list[Draft] = field(default_factory=list)


def merge(drafts: Iterable[Draft], complete: Callable[[Draft], None] = lambda _: None) -> Merged:
    """Return one programme for each that the drafts speak of, sorted by id; every draft is accounted for.

    `complete` is called with each draft that is kept, once all rows of its programme are known.
    """
    merged, by_id, by_place = Merged(), dict[str, Draft](), dict[str, dict[str, Draft]]()
    for draft in drafts:
        own_id, title = draft.values.get("id"), same_title(draft.values["title"])
        holder = by_id.get(own_id) if own_id else None
        if holder is not None and same_title(holder.values["title"]) != title:
            merged.refused.append((draft, _taken(own_id, holder)))
            continue
        at_place = by_place.setdefault(_place(draft), {})
        first = holder or at_place.get(title)
        if first is None:
            merged.kept.append(draft)
            first = at_place[title] = draft
        else:
            _join(first, draft)
            merged.duplicates.append((draft, first))
        if own_id:
            by_id.setdefault(own_id, first)
    for draft in merged.kept:
        complete(draft)
    merged.programs = _finish(merged, by_id, by_place)
    return merged


def _taken(own_id: object, holder: Draft) -> str:
    place = f'"{holder.values["title"]}" in row {holder.row} of {holder.source}'
    return f'The id "{own_id}" is already that of {place}; give one of them another id.'


def _place(draft: Draft) -> str:
    """Return where a programme lives: its address, or its provider and the provider's own number."""
    url = draft.values.get("url")
    if url:
        return same_address(url)
    provider = draft.values.get("provider") or draft.values.get("institution") or ""
    return f"{same_title(provider)}|{draft.code or ''}"


def _join(first: Draft, other: Draft) -> None:
    """Take over what the first row left open, keep every receipt, and say where two rows disagree."""
    for name, value in other.values.items():
        if name in {"id", "source"}:
            continue
        if name not in first.values:
            first.values[name] = value
        elif name in _FACTS and first.values[name] != value:
            first.warnings.append(_disagreement(name, first, other))
    for name, receipts in other.receipts.items():
        known = first.receipts.get(name, ())
        first.receipts[name] = known + tuple(receipt for receipt in receipts if receipt not in known)
    first.warnings.extend(other.warnings)
    first.stated |= other.stated


def _disagreement(name: str, first: Draft, other: Draft) -> str:
    one, two = (_words(name, draft) for draft in (first, other))
    return (
        f'{name}: row {other.row} of {other.source} says "{two}", row {first.row} of {first.source} "{one}"; '
        "the first is kept."
    )


def _words(name: str, draft: Draft) -> str:
    receipts = draft.receipts.get(name, ())
    return receipts[0].words if receipts else str(draft.values[name])


def _finish(
    merged: Merged, by_id: dict[str, Any], by_place: dict[str, dict[str, Draft]]
) -> tuple[Program, ...]:
    """Give each kept draft its id; one address with several titles is a list, not a programme's own page."""
    shared = {place for place, titles in by_place.items() if len(titles) > 1}
    used = dict.fromkeys(by_id, "")
    programs = []
    for draft in merged.kept:
        own_id = draft.values.get("id")
        programs.append(draft.program(own_id or _new_id(draft, shared, used)))
    return tuple(sorted(programs, key=lambda program: program.id))


def _new_id(draft: Draft, shared: Sequence[str] | set[str], used: dict[str, str]) -> str:
    place, title = _place(draft), same_title(draft.values["title"])
    own_page = draft.values.get("url") and place not in shared
    name = place if own_page else f"{place}|{title}"
    new_id = short_hash(name)
    while new_id in used:  # a collision of hashes, or an own id that looks like one
        name += "|"
        new_id = short_hash(name)
    used[new_id] = name
    return new_id
