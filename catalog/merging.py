"""The same programme met twice -> one with all receipts; one id for two programmes -> a refusal."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.addresses import same_address, same_title, short_hash
from catalog.draft import Draft
from catalog.program import Program
from catalog.spool import Spool

# Facts of which two rows cannot both be right; texts may differ in wording.
_FACTS = ("duration", "price", "level", "language", "credential", "pace", "start", "end")


@dataclass(frozen=True, slots=True)
class Joined:
    """A draft that was met before: as the first was, and as it is now that it knows both."""

    before: Draft
    after: Draft


@dataclass(frozen=True, slots=True)
class Refused:
    """A draft that cannot be used."""

    reason: str


class Merger:
    """Takes drafts one by one and says what becomes of each; holds none of them in memory."""

    def __init__(self) -> None:
        """Begin without any."""
        self._spool = Spool()

    def add(self, draft: Draft) -> Joined | Refused | None:
        """Return what became of `draft`: joined to one before it, refused, or a programme of its own."""
        own_id, place, title = draft.values.get("id"), _place(draft), same_title(draft.values["title"])
        found = self._spool.add(draft, own_id, place, title)
        if found is None:
            return None
        number, first = found
        if same_title(first.values["title"]) != title:
            return Refused(_taken(own_id, first))
        before = first.copy()
        _join(first, draft)
        self._spool.replace(number, first)
        if own_id:
            self._spool.call_also(number, own_id)
        return Joined(before, first)

    def drafts(self) -> Iterator[tuple[int, Draft]]:
        """Yield each programme in the making with its number, in the order in which they were met."""
        return self._spool.drafts()

    def replace(self, number: int, draft: Draft) -> None:
        """Put a draft that was changed in its place."""
        self._spool.replace(number, draft)

    def programs(self) -> Iterator[Program]:
        """Yield the finished programmes, sorted by id."""
        self._name()
        return (draft.program(own_id) for own_id, draft in self._spool.named())

    def _name(self) -> None:
        """Give each its id; one address with several titles is a list, not a programme's own page."""
        shared = self._spool.shared_places()
        for number, own_id, place, title, has_url in self._spool.places():
            if own_id:
                self._spool.name(number, own_id)
                continue
            name = place if has_url and place not in shared else f"{place}|{title}"
            while self._spool.has_id(new_id := short_hash(name)):
                name += "|"  # a collision of hashes, or an own id that looks like one
            self._spool.name(number, new_id)


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
