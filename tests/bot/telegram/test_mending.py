"""Bad rows, from the report to a file that is mended and sent again: over HTTP with the stand-in."""

import csv
import io
import shutil
from pathlib import Path

import pytest

from bot.trial.person import Person
from bot.trial.standin import StandIn
from catalog.program import Duration
from index.build import build
from index.encoder import TOY_MODEL
from index.generation import Generation
from index.intake import SAMPLE
from index.manifest import current_number
from tests.bot.telegram.inprocess import Bots
from tests.bot.telegram.uploading import applied, offered, send, shows, tapped, tapped_above

pytestmark = pytest.mark.usefixtures("toy_builds")

HEAD = "Course title,Who gives it,How long??,Length,Price,Language,Notes"
GOOD = "Bookkeeping from the start,Own Centre,,6 weeks,120 EUR,English,"
ODD = "Payroll in practice,Own Centre,,banana fortnights,ask the boss,English,=1+1"
NAMELESS = ",Own Centre,,2 weeks,30 EUR,English,call us"


def test_bad_rows_are_explained_and_come_back_mended(
    bots: Bots, standin: StandIn, admin: Person, folder: Path
) -> None:
    """Each by its row, column and words; the file has its own columns, and is no catalogue of reasons."""
    bots.start()
    send(admin, "\n".join([HEAD, GOOD, ODD, NAMELESS, ""]).encode())
    shows(standin, admin, "3 rows read.")
    text = tapped(standin, admin, "Columns are right", "refused")
    assert "1 row refused.\nRow 4: It has no title; give it one.\n1 row is only read in part.\n" in text
    assert "\nRow 3, Length: “banana fortnights” could not be read.\n" in text

    tapped(standin, admin, "Rows to mend as a file", "")
    standin.wait(lambda: admin.newest().file)
    name, content = admin.newest().file or ("", b"")
    head, odd, nameless = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert name == "my-centre-to-mend.csv"
    assert head == [*HEAD.split(","), "Rung: what to mend"]
    assert odd[:7] == [*ODD.split(",")[:6], "'=1+1"] and nameless[:7] == NAMELESS.split(",")
    assert odd[7] == (
        "Row 3, Length: “banana fortnights” could not be read. "
        "Row 3, Price: “ask the boss” could not be read."
    )

    tapped_above(standin, admin, "Back to the report", "See the changes")
    tapped_above(standin, admin, "See the changes", "Ask the draft")
    tapped_above(standin, admin, "Apply as version", "to everybody")
    tapped_above(standin, admin, "Apply", "is live.")
    mended = [head, [*odd[:3], "2 weeks", "50 EUR", *odd[5:]], ["Cooking", *nameless[1:]]]
    table = io.StringIO()
    csv.writer(table).writerows(mended)
    send(admin, table.getvalue().encode(), name=name)
    text = shows(standin, admin, "2 rows read.")
    assert "to mend" not in text.replace(name, "") and "Not read: Who gives it, How long?? and Notes." in text
    text = tapped(standin, admin, "Columns are right", "2 courses are good.")
    assert "could not be read" not in text
    text = tapped(standin, admin, "See the changes", "Against version")
    assert "1 new, 1 changed, 0 gone" in text
    applied(standin, admin)
    generation = Generation.read(folder, current_number(folder))
    served = {program.title: program.duration for _, program in generation.store.every()}
    two_weeks = Duration(weeks_min=2, weeks_max=2)
    assert served["Payroll in practice"] == served["Cooking"] == two_weeks
    assert len(served) == 3 and bots.faults() == []
    offered(standin, admin, "is live.")
    standin.assert_clean()


def test_the_first_upload_says_that_the_sample_goes(
    bots: Bots, standin: StandIn, admin: Person, folder: Path
) -> None:
    """With how many courses, before anything is built; a later one is added as a new source."""
    shutil.rmtree(folder)
    build([SAMPLE], folder, (TOY_MODEL,))
    bots.start()
    send(admin, f"{HEAD}\n{GOOD}\n".encode())
    text = shows(standin, admin, "1 row read.")
    assert "It takes the place of the sample: 357 courses go.\nNothing is changed yet." in text
    assert "added" not in text
    tapped(standin, admin, "Columns are right", "is good.")
    text = tapped(standin, admin, "See the changes", "Against version")
    assert "357 gone" in text
    applied(standin, admin)
    send(admin, f"{HEAD}\n{ODD}\n".encode(), name="other.csv")
    assert "It is added as a new source." in shows(standin, admin, "1 row read.")
    standin.assert_clean()


def test_columns_keep_the_places_of_the_file_and_show_what_stands_in_them(
    bots: Bots, standin: StandIn, admin: Person, folder: Path
) -> None:
    """After a change too, so that a place once learnt stays right."""
    bots.start()
    send(admin, f"{HEAD}\n{GOOD}\n{ODD}\n".encode())
    shows(standin, admin, "2 rows read.")
    tapped(standin, admin, "Change a column", "Which column")
    places = admin.newest().labels()[:7]
    assert places == HEAD.split(",")
    text = tapped(standin, admin, "Who gives it", "What does the column")
    assert "\nNow: Not used.\nFor example: Own Centre\n" in text
    tapped(standin, admin, "Provider", "“Who gives it” as Provider (2 examples)")
    tapped(standin, admin, "Change a column", "Which column")
    assert admin.newest().labels()[:7] == places
    text = tapped(standin, admin, "Length", "What does the column")
    assert "\nFor example: 6 weeks; banana fortnights\n" in text
    standin.assert_clean()
