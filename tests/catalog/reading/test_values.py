"""122 single texts of public catalogues with their right readings (values.jsonl names each one's source)."""

import json
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest

from catalog.reading.value import context_from_json, read_value

LINES = Path(__file__).with_name("values.jsonl").read_text(encoding="utf-8").splitlines()
CASES = [json.loads(line) for line in LINES]


def is_same(name: str, wanted: object, got: object) -> bool:
    """Tell whether a figure is the wanted one: weeks to 0.1, as months are rounded, all others to 0.01."""
    if wanted is None or isinstance(wanted, bool) or got is None:
        return (wanted or None) == (got or None)
    if isinstance(wanted, list):
        return isinstance(got, list) and {*map(str.casefold, wanted)} == {*map(str.casefold, got)}
    try:
        away = abs(Decimal(str(wanted)) - Decimal(str(got)))
    except InvalidOperation:
        return str(wanted).casefold() == str(got).casefold()
    return away <= Decimal("0.1" if name.startswith("weeks") else "0.01")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']} {case['text'][:40]}")
def test_a_text_is_read_as_a_person_reads_it(case: dict[str, Any]) -> None:
    """What is unknown stays unknown, and none of the readings that would do harm is given."""
    got = read_value(case["kind"], case["text"], context_from_json(case.get("context", {})))
    accepted = [case["expect"], *({**case["expect"], **other} for other in case.get("accept", []))]
    assert any(all(is_same(name, want, got.get(name)) for name, want in one.items()) for one in accepted)
    for name, values in case.get("must_not", {}).items():
        assert got.get(name) is None or not any(is_same(name, value, got[name]) for value in values)
