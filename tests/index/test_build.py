"""The offline build: counts, reuse, refusals, and the command line around it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from catalog.errors import CatalogError, GenerationError
from catalog.importing import read_catalog
from index.build import build
from index.encoder import TOY_MODEL
from index.generation import open_generation
from index.intake import SAMPLE, inputs_of, take_in
from index.manifest import LEGS
from index.passages import TEXT_OF, text_kind

ROOT = Path(__file__).parents[2]
MODELS = (TOY_MODEL,)


def write(path: Path, *rows: dict[str, object]) -> Path:
    """Write a catalogue in our own form."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


WELDING: dict[str, object] = {"id": "w", "title": "Welding basics", "description": "Join metal safely."}
NURSING: dict[str, object] = {"id": "n", "title": "Nursing basics", "description": "Care for patients."}
COOKING: dict[str, object] = {"id": "c", "title": "Cooking basics", "description": "Knives, heat and salt."}


def test_the_counts_add_up(tmp_path: Path) -> None:
    """Every row is kept, merged or rejected; every kept one is embedded or reused."""
    source = write(tmp_path / "c.jsonl", WELDING, NURSING, NURSING, {"id": "x", "description": "No title."})
    counts = build([source], tmp_path / "data", MODELS).counts
    assert (counts.read, counts.kept, counts.duplicates, counts.rejected) == (4, 2, 1, 1)
    assert (counts.embedded, counts.reused) == (2, 0)


def test_an_unchanged_catalogue_is_not_embedded_again(tmp_path: Path) -> None:
    """The vectors are taken over as they are."""
    source, data = write(tmp_path / "c.jsonl", WELDING, NURSING), tmp_path / "data"
    build([source], data, MODELS)
    first = open_generation(data).vectors[TOY_MODEL, "passage"].reconstruct(np.array([1, 2]))
    result = build([source], data, MODELS)
    assert (result.generation, result.counts.embedded, result.counts.reused) == (2, 0, 2)
    again = open_generation(data).vectors[TOY_MODEL, "passage"].reconstruct(np.array([1, 2]))
    assert np.array_equal(first, again)


def test_only_what_reads_differently_is_embedded_again(tmp_path: Path) -> None:
    """A new row, a changed text: embedded; a new price or another number in the file: not."""
    data = tmp_path / "data"
    build([write(tmp_path / "c.jsonl", WELDING, NURSING)], data, MODELS)
    changed = WELDING | {"description": "Join metal under water."}
    cheaper = NURSING | {"price": "Free"}
    counts = build([write(tmp_path / "c.jsonl", COOKING, changed, cheaper)], data, MODELS).counts
    assert (counts.embedded, counts.reused) == (2, 1)


def test_reused_vectors_stand_under_the_new_numbers(tmp_path: Path) -> None:
    """A row that comes first moves all numbers; each vector must stay with its text."""
    data = tmp_path / "data"
    build([write(tmp_path / "c.jsonl", WELDING, NURSING)], data, MODELS)
    build([write(tmp_path / "c.jsonl", COOKING, NURSING, WELDING)], data, MODELS)
    generation = open_generation(data)
    for number, program in generation.store.every():
        for leg in LEGS:
            encoder = generation.encoders[0]
            wanted = encoder.encode_passages([TEXT_OF[text_kind(encoder.card, leg)](program)])
            found = generation.vectors[TOY_MODEL, leg].reconstruct(np.array([number]))
            assert np.allclose(found, wanted, atol=1e-6)


def test_nothing_is_reused_from_another_text_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template that changed would mix old and new texts."""
    source, data = write(tmp_path / "c.jsonl", WELDING, NURSING), tmp_path / "data"
    build([source], data, MODELS)
    monkeypatch.setattr("index.embedding.TEMPLATE_VERSION", 0)
    assert build([source], data, MODELS).counts.reused == 0


def test_an_unchanged_file_is_not_read_again_but_one_row_more_is_seen(tmp_path: Path) -> None:
    """The same bytes and the same readers make the same catalogue; anything else is read."""
    source, data = write(tmp_path / "c.jsonl", WELDING, {"id": "x"}), tmp_path / "data"
    first = build([source], data, MODELS)
    assert take_in([source], open_generation(data)).written == data / "gen-1" / "catalog.db"
    again = build([source], data, MODELS)
    assert (again.counts.read, again.counts.rejected) == (first.counts.read, first.counts.rejected) == (2, 1)
    assert list(open_generation(data).store.every()) == [(1, read_catalog([source]).programs[0])]
    write(source, WELDING, NURSING)
    assert build([source], data, MODELS).counts.kept == 2


def test_the_inputs_differ_by_name_content_and_order(tmp_path: Path) -> None:
    """A receipt names its file, and of two rows of one course the first file wins."""
    first, second = write(tmp_path / "a.jsonl", WELDING), write(tmp_path / "b.jsonl", NURSING)
    same = write(tmp_path / "c.jsonl", WELDING)
    assert len({inputs_of(paths) for paths in ([first], [same], [first, second], [second, first])}) == 4


def test_the_progress_ends_with_everything_done(tmp_path: Path) -> None:
    """Of two courses, with two texts each: seen to fail while texts were counted and called courses."""
    heard: list[tuple[str, int, int]] = []
    source = write(tmp_path / "c.jsonl", WELDING, NURSING)
    build([source], tmp_path / "data", MODELS, progress=lambda *step: heard.append(step))
    assert heard[-2:] == [("Embedding", 2, 2), ("Checking", 0, 0)]


def test_a_catalogue_with_nothing_to_keep_is_refused_and_the_old_one_stays(tmp_path: Path) -> None:
    """An empty result would answer every goal with nothing."""
    data = tmp_path / "data"
    build([write(tmp_path / "c.jsonl", WELDING)], data, MODELS)
    with pytest.raises(CatalogError, match=r"bad\.jsonl"):
        build([write(tmp_path / "bad.jsonl", {"id": "x", "title": " "})], data, MODELS)
    assert open_generation(data).number == 1
    assert not (data / "gen-2").exists()


def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """The file that lies there is not touched."""
    data = tmp_path / "data"
    data.write_text("mine")
    with pytest.raises(GenerationError, match="cannot be written"):
        build([write(tmp_path / "c.jsonl", WELDING)], data, MODELS)
    assert data.read_text() == "mine"


def test_the_sample_is_known_wherever_it_lies(tmp_path: Path) -> None:
    """A reply from the sample must say that it is old: a copy of the file is the sample too."""
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(SAMPLE.read_bytes())
    build([copy], tmp_path / "data", MODELS)
    assert open_generation(tmp_path / "data").is_sample


def command(*words: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run `rung index` as a person would."""
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", "index", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"NO_COLOR": "1"} | settings,
    )


def test_the_build_command_prints_its_counts_and_nothing_else(tmp_path: Path) -> None:
    """Plain lines into a pipe, no bar and no colour; the settings name the model and the folder."""
    source = write(tmp_path / "c.jsonl", WELDING, NURSING)
    done = command("build", source, RUNG_DATA=str(tmp_path / "data"), RUNG_MODELS=TOY_MODEL)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "generation: 1",
        "held: no",
        "read: 2",
        "kept: 2",
        "rejected: 0",
        "duplicates: 0",
        "embedded: 2",
        "reused: 0",
        "gone: 0",
        "known goals: 2 of 2 found",
    ]


def test_status_verify_and_rollback_print_one_json_value(tmp_path: Path) -> None:
    """What a script reads is JSON and nothing else."""
    source, data = write(tmp_path / "c.jsonl", WELDING), tmp_path / "data folder"
    for _ in range(2):
        built = command("build", source, "--data", data, "--model", TOY_MODEL, "--json")
    assert json.loads(built.stdout)["generation"] == 2
    seen = json.loads(command("status", "--data", data, "--json").stdout)
    assert (seen["generation"], seen["previous"], seen["rows"], seen["trouble"]) == (2, 1, 1, None)
    assert json.loads(command("verify", "--data", data, "--json").stdout)["whole"] is True
    assert json.loads(command("rollback", "--data", data, "--json").stdout) == {"generation": 1}


def test_the_module_is_the_same_command(tmp_path: Path) -> None:
    """`python -m index.build FILE...` is what the offline script is called."""
    source = write(tmp_path / "c.jsonl", WELDING)
    words = [sys.executable, "-m", "index.build", source, "--data", tmp_path / "data", "--model", TOY_MODEL]
    done = subprocess.run([*map(str, words)], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "generation: 1")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("status",), "There is no catalogue yet"),
        (("build", "missing.jsonl"), "missing.jsonl"),
        (("build", "binary.jsonl"), "binary.jsonl"),
        (("build", "untitled.jsonl"), "untitled.jsonl"),
    ],
)
def test_a_refusal_is_one_sentence_on_standard_error_and_exit_1(
    tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    """No traceback, nothing on standard output, nothing made."""
    (tmp_path / "binary.jsonl").write_bytes(bytes(range(256)) * 40)
    write(tmp_path / "untitled.jsonl", {"id": "x"})
    named = [str(tmp_path / word) if word.endswith("l") and "." in word else word for word in words]
    done = command(*named, "--data", tmp_path / "data", RUNG_MODELS=TOY_MODEL)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert sentence in done.stderr
    assert not (tmp_path / "data").exists()


def test_the_commands_refuse_damage_and_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """Each in one sentence that names the thing; what lies there is not touched."""
    source, data, taken = write(tmp_path / "c.jsonl", WELDING), tmp_path / "data", tmp_path / "taken"
    build([source], data, MODELS)
    (data / "gen-1" / "catalog.db").write_bytes(b"gone")
    taken.write_text("mine")
    damaged = command("verify", "--data", data)
    refused = command("build", source, "--data", taken, "--model", TOY_MODEL)
    for done, thing in ((damaged, "gen-1/catalog.db is damaged"), (refused, f"{taken} cannot be written")):
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
        assert thing in done.stderr
    assert taken.read_text() == "mine"


def test_a_build_without_a_file_is_wrong_usage() -> None:
    """Exit code 2, as of any command that is called wrongly."""
    done = command("build")
    assert done.returncode == 2
    assert "--sample" in done.stderr
