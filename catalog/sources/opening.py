"""The way from a path to a taken-apart source, whatever the form."""

from dataclasses import replace
from pathlib import Path

from catalog.sources import Source
from catalog.sources.htmlpage import is_page, read_page
from catalog.sources.jsonfile import read_json
from catalog.sources.mojibake import mojibake_warning
from catalog.sources.sidecar import Sidecar, read_sidecar, refuse_columns, with_values
from catalog.sources.sniff import is_json, is_workbook, read_text, refuse_markup
from catalog.sources.spreadsheet import read_spreadsheet
from catalog.sources.table import read_table
from catalog.sources.textfile import Text


def open_source(path: Path) -> Source:
    """Return the rows of the file at `path`, or refuse it in one sentence that says what it is."""
    sidecar = read_sidecar(path)
    source = read_spreadsheet(path, sidecar) if is_workbook(path) else _of_text(path, sidecar)
    return with_values(source, sidecar)


def _of_text(path: Path, sidecar: Sidecar) -> Source:
    text, warning = read_text(path)
    source = _read(text, path.name, sidecar)
    warnings = [told for told in (warning, mojibake_warning(text.pieces())) if told]
    return replace(source, warnings=(*warnings, *source.warnings)) if warnings else source


def _read(text: Text, name: str, sidecar: Sidecar) -> Source:
    if is_page(text.head):
        return read_page(text, name)
    refuse_markup(text.head, name)
    if not is_json(text.head):
        return read_table(text, name, sidecar)
    refuse_columns(sidecar, name)
    return read_json(text, name)
