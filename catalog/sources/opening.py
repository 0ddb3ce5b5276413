"""The way from a path to a taken-apart source, whatever the form."""

from dataclasses import replace
from pathlib import Path

from catalog.sources import Source
from catalog.sources.jsonlines import read_json_lines
from catalog.sources.sniff import is_json, read_text, refuse_foreign
from catalog.sources.table import read_table


def open_source(path: Path) -> Source:
    """Return the rows of the file at `path`, or refuse it in one sentence that says what it is."""
    text, warning = read_text(path)
    refuse_foreign(text, path.name)
    read = read_json_lines if is_json(text) else read_table
    source = read(text, path.name)
    return replace(source, warnings=(warning, *source.warnings)) if warning else source
