"""The share of the shared collection of single readings that is read right."""

import importlib.util
import json
import os
from pathlib import Path

import pytest

from catalog.reading.value import context_from_json, read_value

ROOT = Path(__file__).resolve().parents[3]
CASES = Path(os.environ.get("RUNG_SHARED", ROOT.parent / "shared")) / "data" / "cases"
AT_LEAST = 0.95


@pytest.mark.measure
@pytest.mark.skipif(not CASES.is_dir(), reason="the shared collection is not beside the repository")
def test_single_readings_of_the_shared_collection_are_right(capsys: pytest.CaptureFixture[str]) -> None:
    """At least 95 % of values.jsonl, and none of the readings that it forbids."""
    spec = importlib.util.spec_from_file_location("check_values", CASES / "check_values.py")
    assert spec is not None
    assert spec.loader is not None
    check = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(check)
    lines = (CASES / "values.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines if line.strip()]
    read = [
        read_value(case["kind"], case["text"], context_from_json(case.get("context", {}))) for case in gold
    ]
    faults = [check.faults(case, got) for case, got in zip(gold, read, strict=True)]
    right = sum(not wrong and not forbidden for wrong, forbidden in faults)
    with capsys.disabled():
        print(f"\nsingle readings right: {right} of {len(gold)} ({right / len(gold):.3f})")
    assert right / len(gold) >= AT_LEAST
    assert not any(forbidden for _, forbidden in faults)
