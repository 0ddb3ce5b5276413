"""The store gives back what was written, finds by words, and refuses damage in one sentence."""

import subprocess
import sys
import threading
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.errors import GenerationError
from catalog.program import Duration, Price, Program, Receipt
from catalog.store import SEARCHED, Store, write_store

PROGRAMS = (
    Program(
        "b",
        "Node.js for beginners",
        provider="Zebra",
        skills=("JavaScript",),
        duration=Duration(hours_min=9),
        price=Price("paid", Decimal("49.90"), currency="USD"),
        receipts={"title": (Receipt("list.csv", "Node.js for beginners", 2, "Title"),)},
        language=("en",),
        valid_years=2.5,
    ),
    Program("c", "C++ basics", outcomes=("write a program",)),
    Program("a", "Statistics with R", description="Samples, tests and the R language.", warnings=("Look.",)),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    write_store(tmp_path / "catalog.db", PROGRAMS)
    return Store.open(tmp_path / "catalog.db")


def test_programmes_come_back_as_they_were_numbered_by_their_ids(store: Store) -> None:
    """Numbers follow the sorted ids, so that a tie by number is a tie by id."""
    assert store.count() == 3
    assert list(store.every()) == list(enumerate(sorted(PROGRAMS, key=lambda program: program.id), start=1))
    assert list(store.programs([3, 1, 99])) == [3, 1]
    assert store.programs([2])[2] == PROGRAMS[0]


def test_columns_are_raw_values_in_number_order(store: Store) -> None:
    """Plain fields are plain, nested ones are JSON text with decimals as text."""
    assert store.columns("number", "id", "level") == [
        (1, "a", "unknown"),
        (2, "b", "unknown"),
        (3, "c", "unknown"),
    ]
    ((price,),) = store.columns("price")[1:2]
    assert msgspec.json.decode(price)["amount"] == "49.90"
    with pytest.raises(ValueError, match="no such column: x"):
        store.columns("x")


def test_words_of_the_subject_find_and_provider_and_price_do_not(store: Store) -> None:
    """What moves a rank is what is taught, never who sells it."""
    assert [number for number, _ in store.keyword_hits("javascript", 5)] == [2]
    assert store.keyword_hits("Zebra 49.90", 5) == []
    assert "provider" not in SEARCHED


@pytest.mark.parametrize(
    ("goal", "numbers"),
    [
        ("Learn C++", [3]),
        ("c", []),
        ("nodejs", [2]),
        ("node", [2]),
        ("I want to learn R.", [1]),
        ("tested samples", [1]),
        ('title:node" OR (NEAR', [2]),
        ("AND NOT *", []),
        ("\0\ud800\u200b", []),
        ("", []),
        ("word " * 10_000 + "javascript", [2]),
    ],
)
def test_any_text_is_a_question_and_none_is_syntax(store: Store, goal: str, numbers: list[int]) -> None:
    """Names with signs keep their meaning, endings are folded, operators are words."""
    assert [number for number, _ in store.keyword_hits(goal, 5)] == numbers


def test_ties_are_broken_by_the_id(tmp_path: Path) -> None:
    """Programmes of the same words stand in the order of their ids, whatever order they came in."""
    programs = [Program(f"p{n:02}", "Baking bread") for n in range(30)]
    write_store(tmp_path / "catalog.db", programs[::-1])
    hits = Store.open(tmp_path / "catalog.db").keyword_hits("bread", 10)
    assert [number for number, _ in hits] == list(range(1, 11))


@settings(max_examples=200, deadline=None, suppress_health_check=[])
@given(text=st.text(max_size=80) | st.text(st.sampled_from('"*()^-+:{}#.\0 aANDORNEAR\ud800'), max_size=30))
def test_no_text_can_raise(shared_store: Store, text: str) -> None:
    """No message reaches the syntax of the search."""
    assert isinstance(shared_store.keyword_hits(text, 3), list)


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    path = tmp_path_factory.mktemp("store") / "catalog.db"
    write_store(path, PROGRAMS)
    return Store.open(path)


def test_the_file_is_opened_read_only_and_from_any_thread(store: Store, tmp_path: Path) -> None:
    """Readers leave no file behind and never write; the bot asks from worker threads."""
    answers: list[int] = []
    thread = threading.Thread(target=lambda: answers.append(store.count()))
    thread.start()
    thread.join()
    assert answers == [3]
    assert [path.name for path in tmp_path.iterdir()] == ["catalog.db"]
    with pytest.raises(GenerationError):
        store._ask("DELETE FROM programs")


@pytest.mark.parametrize("damage", ["missing", "empty", "foreign", "cut", "flipped"])
def test_a_damaged_file_is_refused_in_one_sentence(tmp_path: Path, damage: str) -> None:
    """No traceback of SQLite reaches a person."""
    path = tmp_path / "catalog.db"
    write_store(path, PROGRAMS * 1)
    whole = path.read_bytes()
    contents = {
        "empty": b"",
        "foreign": b"title,price\nA,1\n" * 400,
        "cut": whole[: len(whole) // 3],
        "flipped": whole[:100] + bytes(255 - byte for byte in whole[100:]),
    }
    path.unlink()
    if damage != "missing":
        path.write_bytes(contents[damage])
    with pytest.raises(GenerationError, match=r"^catalog\.db is damaged .*; build the index again\.$"):
        list(Store.open(path).every())


def test_a_folder_with_odd_signs_in_its_name_works(tmp_path: Path) -> None:
    """Question marks and percent signs are part of a name, not of an address."""
    folder = tmp_path / "my data? 100% #1"
    folder.mkdir()
    write_store(folder / "catalog.db", PROGRAMS)
    assert Store.open(folder / "catalog.db").count() == 3


def test_reading_loads_no_writing_library() -> None:
    """Answers start fast: sqlite-utils costs half a second and is for the build alone."""
    code = "import sys, catalog.store; print('sqlite_utils' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "False\n"
    )
