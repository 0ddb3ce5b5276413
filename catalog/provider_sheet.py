"""The provider sheet: a provider's general terms, which fill what its own rows leave out and never more.

Its columns: provider, plan price, per, certificate price, free access weeks, proof, address, as_of.
"""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from catalog.addresses import same_title
from catalog.cells import is_blank
from catalog.draft import Draft
from catalog.fields import read_row
from catalog.program import GENERAL_TERMS, Price, Receipt
from catalog.sources import Cell, Row
from catalog.sources.csvtext import Record, read_records
from catalog.sources.sniff import read_text
from catalog.text import clean_text

FORM = "provider sheet"
_FIELDS: Mapping[str, str] = {
    "provider": "provider",
    "plan price": "price",
    "per": "price",
    "certificate price": "certificate_price",
    "free access weeks": "free_access_weeks",
    "proof": "proof",
    "address": "address",
    "as of": "as_of",
}
_TERMS = {"plan price", "certificate price", "free access weeks", "proof"}
_DELIMITERS = ",;\t|"
_PERIODS = {"month", "year", "week"}
_HEAD = 4096
_PLAIN = ("free_access_weeks", "proof")


@dataclass(slots=True)
class ProviderSheet:
    """The terms of each provider as one sheet states them, and what they were needed for."""

    name: str
    mapping: dict[str, str]
    terms: dict[str, Draft] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    filled: Counter[tuple[str, str]] = field(default_factory=Counter)

    def fill(self, draft: Draft) -> bool:
        """Give a programme what its rows leave out, as its provider's general terms; tell if it got any."""
        terms = self.terms.get(same_title(draft.values.get("provider") or ""))
        got = list(_filled(draft, terms)) if terms else []
        self.filled.update((draft.values["provider"], what) for what in got)
        return bool(got)

    def told(self) -> list[str]:
        """Return what the report says of the sheet: what was wrong in it, and how many got what."""
        return [*self.warnings, *(self._told(str(terms.values["provider"])) for terms in self.terms.values())]

    def _told(self, provider: str) -> str:
        got = [
            f"{what.replace('_', ' ')} of {count}"
            for (name, what), count in sorted(self.filled.items())
            if name == provider
        ]
        if not got:
            return f"{provider}: no programme needed its general terms."
        return (
            f"{provider}: its general terms, not the courses' own, give the {', the '.join(got)} programmes."
        )


# --- what is filled ---------------------------------------------------------------------------------------


def _filled(draft: Draft, terms: Draft) -> Iterator[str]:
    """Fill a programme and name each thing that it got."""
    price, general = draft.values.get("price", Price()), terms.values.get("price", Price())
    if general != Price() and price == Price() and not _says_something(draft, "price"):
        draft.values["price"] = general
        _cite(draft, "price", terms.receipts["price"])
        yield "price"
    elif _lacks_certificate(price, general):
        draft.values["price"] = replace(
            price, certificate_amount=general.certificate_amount, currency=general.currency
        )
        _cite(draft, "price", [one for one in terms.receipts["price"] if _is_of_certificate(one)])
        yield "certificate_price"
    for name in _PLAIN:
        if name in terms.values and name not in draft.values and not _says_something(draft, name):
            draft.values[name] = terms.values[name]
            _cite(draft, name, terms.receipts[name])
            yield name


def _says_something(draft: Draft, name: str) -> bool:
    """Tell whether a row says something of a field, though it may not have been understood ("on request")."""
    return name in draft.stated or any(warning.startswith(f"{name}:") for warning in draft.warnings)


def _lacks_certificate(price: Price, general: Price) -> bool:
    """Tell whether learning is free and nothing is said of what the certificate costs."""
    return (
        price.kind in ("free", "free_to_learn")
        and price.certificate_amount is None
        and general.certificate_amount is not None
        and price.currency in (None, general.currency)
    )


def _is_of_certificate(receipt: Receipt) -> bool:
    return _normal(receipt.column or "") == "certificate price"


def _cite(draft: Draft, name: str, receipts: Sequence[Receipt]) -> None:
    draft.receipts[name] = (*draft.receipts.get(name, ()), *receipts)


# --- how a sheet is read ----------------------------------------------------------------------------------


def read_sheet(path: Path) -> ProviderSheet | None:
    """Return the sheet at `path`; None for any other file, of which only the first line is looked at."""
    delimiter = next((mark for mark in _DELIMITERS if _is_header(_first_cells(path, mark))), None)
    if delimiter is None:
        return None
    text, warning = read_text(path)
    header, *records = (record for record in read_records(text.lines(), delimiter) if any(record.cells))
    names = [_normal(cell) for cell in header.cells]
    mapping = {
        cell.strip(): _FIELDS[name] for cell, name in zip(header.cells, names, strict=True) if name in _FIELDS
    }
    sheet = ProviderSheet(path.name, mapping, warnings=[warning] if warning else [])
    for record in records:
        _read(sheet, record, header.cells, names)
    return sheet


def _first_cells(path: Path, delimiter: str) -> list[str]:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD) if path.is_file() else b""  # a pipe can be read but once
    except (OSError, ValueError):
        return []  # why it cannot be read is said where catalogues are opened
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    lines = head.decode("utf-16" if wide else "utf-8-sig", errors="replace").splitlines()
    first = next((line for line in lines if line.strip()), "")
    return next(csv.reader([first], delimiter=delimiter), []) if "\0" not in first else []


def _is_header(cells: Sequence[str]) -> bool:
    """Tell a sheet by its columns: a provider, its terms, and nothing of a course."""
    names = {_normal(cell) for cell in cells if cell.strip()}
    return "provider" in names and bool(names & _TERMS) and names <= set(_FIELDS)


def _normal(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").split())


def _read(sheet: ProviderSheet, record: Record, header: Sequence[str], names: Sequence[str]) -> None:
    texts = {
        name: Cell(column.strip(), clean_text(text))
        for column, name, text in zip(header, names, record.cells, strict=False)
        if name in _FIELDS and not is_blank(text)
    }
    if record.fault or "provider" not in texts:
        sheet.warnings.append(f"Row {record.number}: {record.fault or 'It names no provider; name one.'}")
        return
    row = Row(record.number, {_FIELDS[name]: (cell,) for name, cell in _with_period(texts).items()})
    terms = _as_general(read_row(row, sheet.name), str(row.value("address") or ""))
    sheet.warnings += [
        f'Row {record.number}: {name} "{words}" is not understood.' for name, words in terms.unread
    ]
    provider = str(terms.values["provider"])
    if same_title(provider) in sheet.terms:
        sheet.warnings.append(f"Row {record.number}: {provider} stands twice; the first row is taken.")
    sheet.terms.setdefault(same_title(provider), terms)


def _with_period(texts: Mapping[str, Cell]) -> dict[str, Cell]:
    """Read a price and what it is paid for as one: "39 EUR", "month"; "once" adds nothing."""
    price, per = texts.get("plan price"), texts.get("per")
    cells = {name: cell for name, cell in texts.items() if name != "per"}
    if price is not None:
        often = str(per.value).casefold().removeprefix("per ") if per else ""
        value = f"{price.value} per {often}" if often in _PERIODS else price.value
        words = f"{price.value}, {per.value}" if per else None
        cells["plan price"] = Cell(price.column, value, name="price", words=words)
    return cells


def _as_general(terms: Draft, address: str) -> Draft:
    """Say in every receipt that this is not the course's own, and where the terms stand."""
    for name, receipts in terms.receipts.items():
        terms.receipts[name] = tuple(replace(one, how=_how(one.how, address)) for one in receipts)
    return terms


def _how(how: str | None, address: str) -> str:
    return "; ".join(part for part in (GENERAL_TERMS, how, address) if part)
