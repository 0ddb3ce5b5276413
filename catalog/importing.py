"""Files -> programmes and the report: each row is kept, merged or rejected with its reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from catalog.draft import Draft
from catalog.errors import CatalogError
from catalog.fields import read_row
from catalog.merging import Merger, Refused
from catalog.program import Program
from catalog.provider_sheet import FORM, ProviderSheet, read_sheet
from catalog.report import FileReport, Report
from catalog.sources import Row, Source
from catalog.sources.opening import open_source
from catalog.spool import room_to_read

NO_TITLE = "It has no title; give it one."


@dataclass(frozen=True)
class Imported:
    """What became of every row, and the programmes: on disk until they are asked for."""

    report: Report
    merger: Merger

    @cached_property
    def programs(self) -> tuple[Program, ...]:
        """All of them at once, sorted by id."""
        return tuple(self.each())

    def each(self) -> Iterator[Program]:
        """Yield them one by one, sorted by id."""
        with room_to_read():
            yield from self.merger.programs()


@room_to_read()
def read_catalog(paths: Sequence[Path]) -> Imported:
    """Read the files at `paths` into one catalogue; a bad row never stops it, a foreign file does."""
    if not paths:
        raise CatalogError("No file was named; name at least one catalogue file.")
    reports: list[FileReport] = []
    sheets: list[tuple[ProviderSheet, FileReport]] = []
    merger = Merger()
    for path in paths:
        sheet = read_sheet(path)
        if sheet is None:
            _take_in(open_source(path), reports, merger)
        else:
            reports.append(FileReport(sheet.name, FORM, sheet.mapping, []))
            sheets.append((sheet, reports[-1]))
    for sheet, report in sheets:
        for number, draft in merger.drafts():
            if sheet.fill(draft):
                merger.replace(number, draft)
        report.warnings.extend(sheet.told())
    _refuse_nothing(reports)
    return Imported(Report(tuple(reports)), merger)


def _take_in(source: Source, reports: list[FileReport], merger: Merger) -> None:
    """Read one file's rows, and count what becomes of each."""
    report = FileReport.of(source)
    reports.append(report)
    for row, draft in _drafts(source, report):
        draft.file = len(reports) - 1
        became = merger.add(draft)
        if isinstance(became, Refused):
            report.reject(row, "id", became.reason)
            continue
        if became is None:
            report.keep(draft)
        else:
            report.merge(draft, became.after)
            reports[became.after.file].learn(became.before, became.after)
        report.mending.doubt(row, draft)


def _drafts(source: Source, report: FileReport) -> Iterator[tuple[Row, Draft]]:
    for row in source.rows:
        draft = read_row(row, source.name) if row.fault is None else None
        if draft is None:
            report.reject(row, None, row.fault or "")
        elif "title" not in draft.values:
            report.reject(row, "title", NO_TITLE)
        else:
            yield row, draft


def _refuse_nothing(reports: Sequence[FileReport]) -> None:
    if any(report.kept for report in reports):
        return
    if all(report.form == FORM for report in reports):
        raise CatalogError(f"{reports[0].file} is a {FORM}; name the catalogue that it belongs to beside it.")
    names = ", ".join(report.file for report in reports)
    why = next((reason["reason"] for report in reports for reason in report.reasons), "It has no rows.")
    raise CatalogError(f"Nothing can be kept of {names}: {str(why).rstrip('.')}.")
