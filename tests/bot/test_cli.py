"""Behaviour of the `rung` command as it is seen from outside: processes, exit codes, forms."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

GOAL = "data analyst, under $200, 5 hours a week"
TODAY = ("--today", "2026-11-25")


def named(words: str) -> list[str]:
    """Return the names in `words`."""
    return words.split()


NULLABLE_TEXT = {"type": ["string", "null"]}
NULLABLE_NUMBER = {"type": ["number", "null"]}
TEXTS = {"type": "array", "items": {"type": "string"}}
GOAL_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": [
        "intent",
        "language",
        "target",
        "current",
        "skills_wanted",
        "skills_known",
        "budget",
        "free_only",
        "certificate",
        "hours_per_week",
        "max_weeks",
        "max_hours",
        "deadline",
        "level",
        "course_languages",
        "providers",
        "not_providers",
        "not_topics",
        "pace",
        "credentials",
        "unused",
    ],
    "properties": {
        "intent": {"enum": ["goal", "greeting", "unclear", "off_topic", "crisis", "harm"]},
        "target": NULLABLE_TEXT,
        "budget": {
            "anyOf": [
                {"type": "null"},
                {
                    "type": "object",
                    "required": ["amount", "currency", "per"],
                    "properties": {"amount": {"type": "string"}, "per": {"enum": ["total", "month"]}},
                },
            ]
        },
        "free_only": {"type": "boolean"},
        "certificate": {"type": ["boolean", "null"]},
        "hours_per_week": NULLABLE_NUMBER,
        "unused": TEXTS,
    },
}
PROGRAM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": [
        "id",
        "title",
        "provider",
        "url",
        "group",
        "off",
        "duration",
        "price",
        "outcomes",
        "credential",
        "proof",
        "level",
        "language",
        "as_of",
        "why",
    ],
    "properties": {
        "group": {"enum": ["fits", "not_stated", "one_off", "related"]},
        "off": TEXTS,
        "duration": {
            "type": "object",
            "required": [
                "hours_min",
                "hours_max",
                "weeks_min",
                "weeks_max",
                "hours_per_week_min",
                "hours_per_week_max",
                "derived",
                "weeks_for_you_min",
                "weeks_for_you_max",
                "finish",
            ],
            "properties": {"weeks_for_you_max": NULLABLE_NUMBER, "finish": NULLABLE_TEXT},
        },
        "price": {
            "type": "object",
            "required": [
                "kind",
                "amount",
                "amount_max",
                "currency",
                "per",
                "certificate_amount",
                "cost_for_you",
            ],
            "properties": {"amount": NULLABLE_TEXT, "cost_for_you": NULLABLE_TEXT},
        },
        "outcomes": TEXTS,
        "why": TEXTS,
    },
}
ASK_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["goal", "counts", "programs", "relax", "text"],
    "additionalProperties": False,
    "properties": {
        "goal": GOAL_SCHEMA,
        "counts": {
            "type": "object",
            "required": ["fits", "not_stated", "one_off", "related"],
            "additionalProperties": {"type": "integer", "minimum": 0},
        },
        "programs": {"type": "array", "items": PROGRAM_SCHEMA},
        "relax": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["limit", "count"],
                "properties": {"count": {"type": "integer", "minimum": 1}},
            },
        },
        "text": {"type": "string"},
    },
}


def rung(*arguments: str | Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would."""
    # Bytes that are no text reach a program as lone surrogates.
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        errors="surrogateescape",
        env={**os.environ, "NO_COLOR": "1", **environment},
        check=False,
    )


def test_ask_prints_the_reply_and_nothing_else(data: Path) -> None:
    """One goal, one reply on standard output."""
    done = rung("ask", GOAL, "--data", data, *TODAY)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Data analyst: SQL" in done.stdout


def test_ask_json_has_the_form_of_the_contract(data: Path) -> None:
    """The form is checked field by field, for a goal and for a message that is none."""
    for message in (GOAL, "free course on data analysis with a certificate, at most 1 hour", "hi"):
        done = rung("ask", message, "--json", "--data", data, *TODAY)
        assert done.returncode == 0
        jsonschema.validate(json.loads(done.stdout), ASK_SCHEMA)


def test_ask_limits_the_programmes(data: Path) -> None:
    """Three by default, N where N is asked for."""
    for limit, shown in (((), 3), (("--limit", "1"), 1), (("--limit", "4"), 4)):
        done = rung("ask", GOAL, "--json", "--data", data, *TODAY, *limit)
        assert len(json.loads(done.stdout)["programs"]) == shown


def test_ask_without_a_goal_answers_line_after_line(data: Path) -> None:
    """Lines from a pipe are goals; blank ones are passed over."""
    done = rung("ask", "--json", "--data", data, *TODAY, stdin="welding\n\ndementia care\n")
    titles = [json.loads(line)["programs"][0]["title"] for line in done.stdout.splitlines()]
    assert titles == ["Welding for beginners", "Caring for people with dementia"]


def test_the_data_folder_may_come_from_the_environment(data: Path) -> None:
    """RUNG_DATA is read where --data is not given."""
    assert rung("ask", "welding", RUNG_DATA=str(data)).returncode == 0


def test_without_a_catalogue_one_sentence_names_the_command(tmp_path: Path) -> None:
    """Exit code 1, no traceback."""
    done = rung("ask", "welding", "--data", tmp_path / "none")
    assert done.returncode == 1
    assert "rung index build" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


HOSTILE = (
    "",
    " ",
    "\u200b\u200b",
    "???",
    "\udcff",
    "x" * 10_000,
    "a" * 5_000 + " data",
    "'; DROP TABLE programs; --",
    'NEAR("a" "b")',
    "C++ AND (",
    "<b>data</b> & analyst",
    "\u202edata analyst",
    "9" * 400 + " hours a week",
)


def test_hostile_messages_are_answered(data: Path) -> None:
    """No text of a person raises, is printed raw, or reaches the query language."""
    done = rung("ask", "--json", "--data", data, *TODAY, stdin="\n".join(HOSTILE) + "\n")
    assert done.returncode == 0
    assert done.stderr == ""
    answers = done.stdout.splitlines()
    assert len(answers) == sum(1 for line in HOSTILE if line.strip())
    for line in answers:
        jsonschema.validate(json.loads(line), ASK_SCHEMA)


def test_goal_reads_a_gold_file_as_it_is() -> None:
    """Of a JSON object a line only `text` is read; one JSON object a line comes out, in order."""
    lines = [{"id": "a", "text": GOAL, "expect": {}}, {"text": "hi"}, {"text": "\udcff"}]
    done = rung("goal", "--json", *TODAY, stdin="".join(json.dumps(line) + "\n" for line in lines))
    read = [json.loads(line) for line in done.stdout.splitlines()]
    for one in read:
        jsonschema.validate(one, GOAL_SCHEMA)
    assert [one["intent"] for one in read] == ["goal", "greeting", "unclear"]
    assert read[0]["budget"] == {"amount": "200", "currency": "USD", "per": "total"}


def test_goal_without_json_is_readable() -> None:
    """A message a line in, a readable line out."""
    done = rung("goal", *TODAY, stdin=GOAL + "\n")
    assert "data analyst" in done.stdout
    assert "200 US dollars" in done.stdout


@pytest.mark.parametrize("line", ["no json", "[]", '{"text": 3}', "{}"])
def test_goal_names_the_line_that_is_no_object(line: str) -> None:
    """One sentence with the line's number, exit code 1."""
    done = rung("goal", "--json", stdin=f'{{"text": "hi"}}\n{line}\n')
    assert done.returncode == 1
    assert "Line 2" in done.stderr


def test_eval_prints_the_measures_and_writes_a_run(data: Path, tmp_path: Path) -> None:
    """A run is written that can be compared with."""
    queries, qrels, run = tmp_path / "q.tsv", tmp_path / "q.qrels", tmp_path / "out.run"
    queries.write_text("q1\twelding\n", encoding="utf-8")
    qrels.write_text("q1 0 weld 3\nq1 0 care 0\n", encoding="utf-8")
    options = ("--queries", queries, "--qrels", qrels, "--data", data)
    done = rung("eval", *options, "--run", run)
    assert (done.returncode, done.stderr) == (0, "")
    assert "nDCG" in done.stdout
    assert run.read_text(encoding="utf-8").splitlines()[0].split()[2] == "weld"
    assert rung("eval", *options, "--compare", run).returncode == 0


@pytest.mark.parametrize(
    "command",
    [
        (),
        ("ask",),
        ("goal",),
        ("eval",),
        ("catalog",),
        ("catalog", "check"),
        ("catalog", "read"),
        ("catalog", "value"),
        ("index",),
        ("index", "build"),
        ("index", "status"),
        ("index", "verify"),
        ("index", "rollback"),
    ],
)
def test_every_command_has_help(command: tuple[str, ...]) -> None:
    """The help says what the command does."""
    done = rung(*command, "--help")
    assert done.returncode == 0
    assert "Usage" in done.stdout


def test_wrong_usage_exits_2() -> None:
    """An unknown option or command is wrong usage."""
    assert rung("ask", "--nonsense").returncode == 2
    assert rung("nonsense").returncode == 2


@pytest.mark.parametrize("arguments", [("--help",), ("goal",), ("ask", "welding")])
def test_heavy_libraries_stay_out(data: Path, arguments: tuple[str, ...]) -> None:
    """torch is never loaded to answer; FAISS and onnxruntime only where there is something to search."""
    program = (
        "import sys; sys.argv = ['rung', *sys.argv[1:]]\n"
        "from bot.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        input="",
        capture_output=True,
        text=True,
        env={**os.environ, "RUNG_DATA": str(data)},
        check=True,
    )
    loaded = set(done.stderr.split())
    assert not loaded & {
        "torch",
        "sentence_transformers",
        "transformers",
        "aiogram",
        "sqlite_utils",
        "pydantic",
    }
    if arguments[0] != "ask":
        assert not loaded & {"faiss", "onnxruntime", "numpy", "tokenizers"}
