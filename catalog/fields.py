"""One row -> one programme in the making: which reading each field takes."""

from collections.abc import Callable, Mapping
from typing import get_args

from catalog import cells as plain
from catalog.addresses import provider_of
from catalog.draft import Draft
from catalog.program import Credits, Figure, Proof, Receipt, Status
from catalog.prose import read_certificate_price, read_promises, read_prose
from catalog.reading import Context
from catalog.reading.figures import read_share, read_wage
from catalog.reading.textlanguage import read_text_language
from catalog.sources import Row

LONGEST_TITLE = 500
_TEXTS = ("institution", "awarding_body", "prerequisites", "assessment", "counts_towards")
_MORE_TEXTS = ("funding", "level_framework", "place")
_LISTS = {"skills": "|;\n,", "outcomes": "\n•|;"}
_WORDS = {"proof": get_args(Proof), "status": get_args(Status)}
_DATES = ("start", "end")
_NUMBERS = ("valid_years", "free_access_weeks")
_FIGURES = ("completion", "employment", "wages")


def read_row(row: Row, source: str) -> Draft:
    """Return what one row states, each field by its reading."""
    draft = Draft(source, row.number)
    _read_prior(draft, row)
    for name, read in _READERS.items():
        if name in row.cells:
            read(draft, name, row)
    read_certificate_price(draft, row)
    read_promises(draft, row)
    _derive_language(draft)
    _doubt_dates(draft)
    return draft


def _derive_language(draft: Draft) -> None:
    """A row that states no language has that of its own text, kept apart from stated ones."""
    if "language" in draft.values or "text_language" in draft.values:
        return
    texts = [draft.values.get("title", ""), draft.values.get("description", "")]
    text = "\n".join([*texts, *draft.values.get("outcomes", ())])
    reading = read_text_language(text)
    if reading.value is not None:
        draft.values["text_language"] = reading.value
        draft.add_receipt("text_language", plain.words_of(text), None, reading.how)


def _doubt_dates(draft: Draft) -> None:
    """An end before the start is a fault of the file: neither date can be believed."""
    start, end = draft.values.get("start"), draft.values.get("end")
    if start is not None and end is not None and end < start:
        draft.warnings.append(f"It ends on {end} before it starts on {start}: neither date is used.")
        for name in ("start", "end"):
            draft.values.pop(name)
            draft.receipts.pop(name, None)


def _read_url(draft: Draft, name: str, row: Row) -> None:
    """A row that names no provider has the one on whose known host its page stands."""
    for cell in row.stated(name)[:1]:
        draft.keep(name, cell, plain.as_url(cell.value))
    known = provider_of(draft.values.get("url", ""))
    if known and "provider" not in draft.values:
        draft.values["provider"] = known
        draft.add_receipt(
            "provider", draft.values["url"], row.cells["url"][0].column, "the host of the address"
        )


def _read_prior(draft: Draft, row: Row) -> None:
    if "receipts" not in row.cells and "warnings" not in row.cells:
        return  # only our own form brings them
    receipts = plain.as_value(row.value("receipts"), dict[str, tuple[Receipt, ...]])
    draft.receipts = {name: found for name, found in (receipts or {}).items() if found}
    draft.prior = frozenset(draft.receipts)
    draft.warnings.extend(plain.as_value(row.value("warnings"), list[str]) or ())


# --- plain fields -----------------------------------------------------------------------------------------


def _read_text(draft: Draft, name: str, row: Row) -> None:
    for cell in row.stated(name)[:1]:
        draft.keep(name, cell, plain.as_text(cell.value))


def _read_title(draft: Draft, name: str, row: Row) -> None:
    for cell in row.stated(name)[:1]:
        # {"course": 1} counts courses; it names none.
        title = plain.one_line(cell.value) if isinstance(cell.value, str) else ""
        if any(map(str.isalnum, title)):
            draft.keep(name, cell, title[:LONGEST_TITLE].rstrip())


def _read_code(draft: Draft, name: str, row: Row) -> None:
    for cell in row.stated(name)[:1]:
        draft.code = plain.as_text(cell.value)


def _read_mark(draft: Draft, name: str, row: Row) -> None:
    """What says nothing about the programme itself, only where it is from, needs no receipt."""
    for cell in row.stated(name)[:1]:
        text = plain.one_line(plain.as_text(cell.value) or "")
        draft.values[name] = plain.as_as_of(text) if name == "as_of" else text


def _read_description(draft: Draft, name: str, row: Row) -> None:
    """Several columns that describe are joined, short before long, each once."""
    parts: list[str] = []
    for cell in row.stated(name):
        text = plain.as_text(cell.value)
        if text and not any(text in part for part in parts):
            parts.append(text)
            draft.keep(name, cell, "\n".join(parts))


def _read_list(draft: Draft, name: str, row: Row) -> None:
    for cell in row.stated(name)[:1]:
        draft.keep(name, cell, plain.as_list(cell.value, _LISTS[name]))


def _read_mode(draft: Draft, name: str, row: Row) -> None:
    """How it is held may stand in two columns ("Online", "Asynchronous")."""
    parts: list[str] = []
    for cell in row.stated(name):
        text = plain.one_line(plain.as_text(cell.value) or "")
        if text and not any(text.casefold() in part.casefold() for part in parts):
            parts.append(text)
            draft.keep(name, cell, ", ".join(parts))


def _simple(convert: Callable[[object], object]) -> Callable[[Draft, str, Row], None]:
    def read(draft: Draft, name: str, row: Row) -> None:
        for cell in row.stated(name)[:1]:
            draft.keep(name, cell, convert(cell.value))

    return read


def _read_word(draft: Draft, name: str, row: Row) -> None:
    for cell in row.stated(name)[:1]:
        word = "_".join((plain.as_text(cell.value) or "").casefold().split())
        draft.keep(name, cell, word if word in _WORDS[name] else None)


def _read_float(draft: Draft, name: str, row: Row) -> None:
    for cell in row.stated(name)[:1]:
        number = plain.as_number(cell.value)
        draft.keep(name, cell, None if number is None else float(number))


def _read_figure(draft: Draft, name: str, row: Row) -> None:
    """A structure, or words; "no data" is no text that stayed unread."""
    for cell in row.stated(name)[:1]:
        if isinstance(cell.value, dict):
            draft.keep(name, cell, plain.as_value(cell.value, Figure))
            continue
        text, country = plain.as_text(cell.value) or "", plain.as_text(row.value("country"))
        context = Context(column=cell.column, country=country)
        reading = (read_wage if name == "wages" else read_share)(text, context)
        if reading.value is not None:
            draft.keep(name, cell, reading.value, reading.how)


def _read_credits(draft: Draft, name: str, row: Row) -> None:
    """A structure, or "5 ECTS"; the column may name the scheme."""
    for cell in row.stated(name)[:1]:
        if isinstance(cell.value, dict):
            draft.keep(name, cell, plain.as_value(cell.value, Credits))
            continue
        number, _, scheme = (plain.as_text(cell.value) or "").partition(" ")
        amount = plain.as_number(number)
        draft.keep(name, cell, None if amount is None else Credits(amount, scheme.strip() or cell.unit))


# In this order: receipts need as_of, the provider needs the address, readings need the provider.
_READERS: Mapping[str, Callable[[Draft, str, Row], None]] = {
    "as_of": _read_mark,
    "source": _read_mark,
    "id": _read_mark,
    "code": _read_code,
    "title": _read_title,
    "provider": _read_text,
    "url": _read_url,
    "text_language": _read_mark,
    "description": _read_description,
    **dict.fromkeys((*_TEXTS, *_MORE_TEXTS), _read_text),
    "mode": _read_mode,
    **dict.fromkeys(_LISTS, _read_list),
    **dict.fromkeys(_WORDS, _read_word),
    **dict.fromkeys(_DATES, _simple(plain.as_date)),
    **dict.fromkeys(_NUMBERS, _read_float),
    **dict.fromkeys(_FIGURES, _read_figure),
    "credits": _read_credits,
    # The credential comes before the price: what a price is for decides how it is read.
    **dict.fromkeys(
        ("credential", "pace", "language", "subtitles", "level", "duration", "price"), read_prose
    ),
}
