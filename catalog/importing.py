"""Files -> programmes and the report: each row is kept, merged or rejected with its reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from catalog.draft import Draft
from catalog.errors import CatalogError
from catalog.fields import read_row
from catalog.merging import merge
from catalog.program import Program
from catalog.provider_sheet import FORM, ProviderSheet, read_sheet
from catalog.report import FileReport, Report
from catalog.sources import Source
from catalog.sources.opening import open_source

NO_TITLE = "It has no title; give it one."


@dataclass(frozen=True, slots=True)
class Imported:
    """The programmes sorted by id, and what became of every row."""

    programs: tuple[Program, ...]
    report: Report


def read_catalog(paths: Sequence[Path]) -> Imported:
    """Read the files at `paths` into one catalogue; a bad row never stops it, a foreign file does."""
    if not paths:
        raise CatalogError("No file was named; name at least one catalogue file.")
    reports: list[FileReport] = []
    sheets: list[tuple[ProviderSheet, FileReport]] = []
    drafts: list[Draft] = []
    owners: dict[int, FileReport] = {}
    for path in paths:
        sheet = read_sheet(path)
        if sheet is not None:
            reports.append(FileReport(sheet.name, FORM, sheet.mapping, []))
            sheets.append((sheet, reports[-1]))
            continue
        source = open_source(path)
        reports.append(FileReport.of(source))
        for draft in _drafts(source, reports[-1]):
            owners[id(draft)] = reports[-1]
            drafts.append(draft)

    def complete(draft: Draft) -> None:
        owners[id(draft)].keep(draft)  # before it is filled: the report counts what the rows state
        for sheet, _ in sheets:
            sheet.fill(draft)

    merged = merge(drafts, complete)
    for draft, reason in merged.refused:
        owners[id(draft)].reject(draft.row, "id", reason)
    for draft, into in merged.duplicates:
        owners[id(draft)].merge(draft, into)
    for sheet, report in sheets:
        report.warnings.extend(sheet.told())
    _refuse_nothing(reports, merged.programs)
    return Imported(merged.programs, Report(tuple(reports)))


def _drafts(source: Source, report: FileReport) -> Iterator[Draft]:
    for row in source.rows:
        draft = read_row(row, source.name) if row.fault is None else None
        if draft is None:
            report.reject(row.number, None, row.fault or "")
        elif "title" not in draft.values:
            report.reject(row.number, "title", NO_TITLE)
        else:
            yield draft


def _refuse_nothing(reports: Sequence[FileReport], programs: Sequence[Program]) -> None:
    if not programs and all(report.form == FORM for report in reports):
        raise CatalogError(f"{reports[0].file} is a {FORM}; name the catalogue that it belongs to beside it.")
    if not programs:
        names = ", ".join(report.file for report in reports)
        why = next((reason["reason"] for report in reports for reason in report.reasons), "It has no rows.")
        raise CatalogError(f"Nothing can be kept of {names}: {str(why).rstrip('.')}.")
