"""Nested files that are damaged: read or refused in one sentence, never a traceback."""

import json
import random
from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.importing import read_catalog

COURSE = {
    "@context": "https://schema.org",
    "@type": "Course",
    "name": "Weaving",
    "provider": {"@type": "Organization", "name": "Loom & Co"},
    "offers": [{"@type": "Offer", "price": "59.99", "priceCurrency": "EUR", "category": "Paid"}],
    "hasCourseInstance": {
        "@type": "CourseInstance",
        "courseSchedule": {
            "@type": "Schedule",
            "duration": "PT3H",
            "repeatFrequency": "Weekly",
            "repeatCount": 4,
        },
    },
}
SEATS = [{"type": "audit", "price": "0.00", "currency": "USD"}, {"type": "verified", "price": "49.00"}]
RUN = {"title": "Dyes", "seats": SEATS, "min_effort": 3, "max_effort": 2, "weeks_to_complete": 5}
FILES = {
    "objects": [
        {"titel": f"Kurs {n}", "dauer": {"wert": n, "einheit": "Wochen"}, "preis": n} for n in range(4)
    ],
    "openedx": {"results": [{"key": "X+1", "title": "Dyes", "course_runs": [RUN]}]},
    "ctdl": [
        {
            "@type": "ceterms:Course",
            "ceterms:name": {"en": "Knots"},
            "ceterms:estimatedCost": [{"ceterms:price": 5.0, "ceterms:currency": "USD"}],
            "ceterms:estimatedDuration": [
                {"ceterms:minimumDuration": "P4W", "ceterms:maximumDuration": "P6W"}
            ],
        }
    ],
    "elm": [
        {
            "type": "LearningOpportunity",
            "title": {"en": "Soil"},
            "duration": "P6W",
            "creditPoint": [{"point": "3"}],
        }
    ],
    "badges": {"type": "BadgeClass", "name": "Robots", "criteria": {"narrative": "Do."}, "alignment": [{}]},
    "jsonld": {"@graph": [COURSE]},
}  # fmt: skip
PAGE = (
    f'<!DOCTYPE html><html><script type="application/ld+json">{json.dumps(COURSE)};</script><p>x</p></html>'
)
TEXTS = {name: json.dumps(value, indent=1) for name, value in FILES.items()} | {"page": PAGE}


def read_or_refuse(path: Path) -> None:
    try:
        read_catalog([path])
    except CatalogError as refusal:
        sentence = str(refusal)
        assert path.name in sentence
        assert "\n" not in sentence


def damaged(data: bytes, chance: random.Random) -> bytes:
    kind, at = chance.randrange(4), chance.randrange(len(data))
    if kind == 0:
        return data[:at]
    if kind == 1:
        return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    if kind == 2:
        return data[:at] + data[at : at + 40] * 2 + data[at + 40 :]
    return data[:at] + data[at + chance.randrange(1, 30) :]


@pytest.mark.parametrize("name", TEXTS)
def test_bytes_cut_flipped_and_doubled_never_give_a_traceback(tmp_path: Path, name: str) -> None:
    chance, path, data = random.Random(name), tmp_path / "file.txt", TEXTS[name].encode()
    for _ in range(60):
        path.write_bytes(damaged(data, chance))
        read_or_refuse(path)


JUNK: list[object] = [
    None,
    True,
    0,
    -1,
    1e300,
    "",
    "x",
    [],
    {},
    [[]],
    [None],
    [{}],
    {"a": []},
    "https://",
    "\ud800",
]


def replaced(value: object, chance: random.Random) -> object:
    """Return a value with something else in one of its places."""
    if chance.random() < 0.15 or not isinstance(value, dict | list) or not value:
        return chance.choice(JUNK)
    if isinstance(value, list):
        place = chance.randrange(len(value))
        return [replaced(item, chance) if n == place else item for n, item in enumerate(value)]
    key = chance.choice(list(value))
    return {k: replaced(item, chance) if k == key else item for k, item in value.items()}


@pytest.mark.parametrize("name", FILES)
def test_values_of_the_wrong_kind_never_give_a_traceback(tmp_path: Path, name: str) -> None:
    chance, path = random.Random(name), tmp_path / "file.txt"
    for _ in range(120):
        path.write_text(json.dumps(replaced(FILES[name], chance)))
        read_or_refuse(path)


@pytest.mark.parametrize(
    "text", ["[" * 5000, '{"a":' * 5000 + "1" + "}" * 5000, "[" * 70 + "]" * 70, "[[[]]]", "{}", "[1]"]
)
def test_deep_and_empty_json_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "file.txt"
    path.write_text(text)
    with pytest.raises(CatalogError):
        read_catalog([path])
