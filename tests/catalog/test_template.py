"""The template teaches by example, so its own rows must be read whole."""

from pathlib import Path

from catalog.importing import read_catalog
from catalog.looking import look
from catalog.sources.columns import field_names
from catalog.template import template


def test_every_column_is_read_as_the_field_of_its_name_and_every_field_has_one(tmp_path: Path) -> None:
    """A person who keeps the columns' names never has to correct one."""
    path = tmp_path / "template.xlsx"
    path.write_bytes(template())
    [looked] = look([path])
    columns_of_their_own = {name for name in field_names() if " beside" not in name}
    assert set(looked.mapping.values()) == columns_of_their_own - {"proof", "free_access_weeks"}
    assert (looked.rows, looked.kept, looked.unused, looked.warnings) == (3, 3, (), ())


def test_every_example_is_understood(tmp_path: Path) -> None:
    """The row that shows everything leaves nothing unread and nothing unknown."""
    path = tmp_path / "template.xlsx"
    path.write_bytes(template())
    imported = read_catalog([path])
    full = next(program for program in imported.programs if program.title == "Dementia basics")
    assert imported.report.as_json()["files"][0]["unread"] == []
    assert None not in (full.completion, full.employment, full.wages, full.credits, full.valid_years)
    assert full.price.amount == 120 and full.price.certificate_amount == 45
