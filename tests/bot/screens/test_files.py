"""A plan to take along: every form is one tap away, and arrives with a way back."""

import json
import subprocess
import sys

import pytest

from bot.reply import key_of
from bot.screens.files import Wanted, files_offered, plan_file, wanted_of
from bot.screens.screen import Action, unpacked
from tests.bot.export.plans import RATES, SQL, THREE, plan
from tests.bot.screens.strict import assert_good

KEY = key_of("uni/sql")


@pytest.mark.parametrize("name", ["path", KEY])
def test_each_form_is_a_button_that_names_its_plan(name: str) -> None:
    shown = files_offered(7, name)
    assert_good(shown)
    asked = [button.does for row in shown.rows for button in row if isinstance(button.does, Action)]
    forms = [wanted_of(one.arg) for one in asked if one.op == "file"]
    assert forms == [Wanted(name, ending) for ending in ("pdf", "ics", "md", "json")]
    back = Action("path", 7) if name == "path" else Action("course", 7, KEY)
    assert asked[-3:] == [back, Action("back", 7), Action("new", 7)]
    assert all(unpacked(one.packed()) == one for one in asked)


@pytest.mark.parametrize(
    ("form", "opening"),
    [("pdf", b"%PDF-"), ("ics", b"BEGIN:VCALENDAR"), ("md", b"# Study plan"), ("json", b"{")],
)
def test_a_file_comes_with_its_message(form: str, opening: bytes) -> None:
    shown = plan_file(THREE, Wanted("path", form), 7, RATES, "Trial with old data.")
    assert_good(shown)
    (file,) = shown.files
    assert file.name == f"study-plan-2026-11-25.{form}"
    assert file.content.startswith(opening)
    assert file.name in shown.text


def test_the_notice_of_old_data_goes_with_it() -> None:
    shown = plan_file(plan(SQL), Wanted(KEY, "json"), 7, RATES, "Trial with old data.")
    assert json.loads(shown.files[0].content)["notes"][-1] == "Trial with old data."


@pytest.mark.parametrize(
    "arg", ["", "pdf", "path.", "path.exe", "path.pdf.pdf", "0f3a", "../etc", KEY.upper()]
)
def test_any_other_argument_is_none(arg: str) -> None:
    """The data of a button may be forged."""
    assert wanted_of(arg) is None


def test_no_writer_of_files_is_loaded_before_it_is_needed() -> None:
    """The bot's start stays light."""
    code = "import sys, bot.screens.files; sys.exit(bool({'fpdf', 'icalendar', 'PIL'} & set(sys.modules)))"
    subprocess.run([sys.executable, "-c", code], check=True)
