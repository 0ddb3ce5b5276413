"""The guards: a generation that would take much away is built, but waits; others are served at once."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from index import encoder, known_goals
from index.build import BuildResult, build
from index.cli import app
from index.encoder import TOY_MODEL
from index.generation import open_generation
from index.guards import FEW, Findings
from index.held import held, open_held, release
from index.known_goals import GOALS

SUBJECTS = (
    *("welding", "nursing", "bookkeeping", "baking", "gardening", "sewing", "plumbing", "painting"),
    *("carpentry", "masonry", "piloting", "fishing", "farming", "mining", "tailoring", "brewing"),
    *("printing", "teaching", "coaching", "acting", "singing", "dancing", "roofing", "tiling"),
    *("glazing", "forging", "turning", "milling", "casting", "tanning", "weaving", "dyeing"),
)


def rows(subjects: tuple[str, ...] = SUBJECTS, texts: bool = True) -> Iterator[dict[str, object]]:
    """Yield a course a subject, whose outcome shares no word with its title."""
    for subject in subjects:
        outcome = f"{subject[::-1]} {subject[2:]}x {subject[:-2]}y"
        more: dict[str, object] = {"outcomes": [outcome]} if texts else {}
        yield {"id": subject, "title": f"{subject} course"} | more


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that serves a course a subject."""
    built(tmp_path / "data", *rows())
    return tmp_path / "data"


def built(data: Path, *given_rows: dict[str, object], hold: bool | None = None) -> BuildResult:
    """Build a catalogue of these rows."""
    source = data.parent / "c.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in given_rows), encoding="utf-8")
    return build([source], data, (TOY_MODEL,), hold=hold)


def served(data: Path) -> int:
    """Return the number of the served generation."""
    return open_generation(data).number


def test_the_first_catalogue_is_served(tmp_path: Path) -> None:
    """It takes nothing away from anybody."""
    assert not built(tmp_path / "data", *rows(texts=False)).held


def test_the_same_catalogue_again_finds_all_its_goals_and_is_served(data: Path) -> None:
    """The usual reindex."""
    result = built(data, *rows())
    assert result.findings == Findings(before=len(SUBJECTS), gone=0, asked=GOALS, found=GOALS)
    assert (result.held, served(data)) == (False, 2)


def test_a_catalogue_that_loses_a_third_waits(data: Path) -> None:
    """Nothing is served before somebody says so; then all of it is."""
    result = built(data, *rows(SUBJECTS[: 2 * len(SUBJECTS) // 3]))
    assert result.held
    assert result.findings.gone == len(SUBJECTS) - 2 * len(SUBJECTS) // 3
    assert (served(data), held(data)) == (1, 2)
    release(data)
    assert served(data) == 2


def test_a_few_courses_may_always_leave(tmp_path: Path) -> None:
    """Of a dozen courses five are many, and five are no reason to wait."""
    built(tmp_path / "data", *rows(SUBJECTS[:12]))
    assert not built(tmp_path / "data", *rows(SUBJECTS[:7])).held


def test_other_courses_in_place_of_all_wait_as_well(data: Path) -> None:
    """The number stays, the courses that people saved do not: a wrong file looks like this."""
    others = tuple(f"{subject}ish" for subject in SUBJECTS)
    assert built(data, *rows(others)).findings.loses_courses


def test_emptied_texts_are_seen(data: Path) -> None:
    """A column that is read no more leaves every course in its place, and half of the goals without one."""
    result = built(data, *rows(texts=False))
    assert result.findings.gone == 0
    assert result.findings.loses_goals
    assert (result.held, served(data)) == (True, 1)


def test_an_encoder_that_computes_nonsense_is_seen(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every hash is right and every count, and goals find anything: here the vectors of other texts."""
    honest = encoder.Encoder.encode_passages
    monkeypatch.setattr(
        encoder.Encoder,
        "encode_passages",
        lambda self, texts, progress=None: honest(self, [f"text {n}" for n in range(len(texts))], progress),
    )
    changed = [row | {"outcomes": [*row["outcomes"], "more"]} for row in rows()]  # type: ignore[misc]
    result = built(data, *changed)
    assert result.findings.loses_goals
    assert result.held


def test_the_same_generations_get_the_same_goals(data: Path) -> None:
    """No dice: what was held yesterday is held today."""
    built(data, *rows(SUBJECTS[::-1]), hold=True)
    new, old = open_held(data), open_generation(data)
    assert known_goals.check(new, old) == known_goals.check(new, old) == (GOALS, GOALS)


def test_one_without_doubts_is_held_where_that_is_wished_and_one_in_doubt_served(data: Path) -> None:
    """A draft waits for its Apply; who has seen the reasons may say so beforehand."""
    assert built(data, *rows(), hold=True).held
    assert not built(data, *rows(SUBJECTS[:10]), hold=False).held


def test_the_command_names_the_reasons_and_the_cure(data: Path, tmp_path: Path) -> None:
    """Scripts see it by the exit code; `--force` serves it."""
    source = tmp_path / "less.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows(SUBJECTS[:10])), encoding="utf-8")
    words = ["build", str(source), "--data", str(data), "--model", TOY_MODEL]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 1
    assert "22 of the 32 served programmes are gone" in str(result.exception)
    assert "rung index release" in str(result.exception)
    assert served(data) == 1
    assert CliRunner().invoke(app, [*words, "--force"]).exit_code == 0
    assert served(data) == 3


@given(st.integers(1, 1000), st.data())
def test_a_loss_of_more_than_a_fifth_and_more_than_a_few_waits(before: int, drawn: st.DataObject) -> None:
    """Both bounds hold at every size."""
    gone = drawn.draw(st.integers(0, before))
    findings = Findings(before, gone, asked=20, found=20)
    assert findings.is_in_doubt == (gone * 5 > before and gone >= FEW)
