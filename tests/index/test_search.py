"""Search: exact under every limit, deaf to who sells, silent where nothing was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from catalog.program import Program
from catalog.store import Store, write_store
from index.encoder import TOY_MODEL, Encoder, install, load
from index.manifest import LEGS
from index.passages import passage, title_passage
from index.search import LEG_DEPTH, RRF_K, Hit, fuse, near, prepare, search
from index.vectors import Vectors, write_vectors

WORDS = ["weld", "steel", "bake", "bread", "nurse", "care", "data", "analyst", "paint", "safety"]
TOY = load(install(TOY_MODEL, Path()), Path())


@dataclass(frozen=True)
class Small:
    """A searchable catalogue on disk, without a generation around it."""

    store: Store
    encoders: Sequence[Encoder]
    vectors: Mapping[tuple[str, str], Vectors]


def build(folder: Path, programs: Sequence[Program]) -> Small:
    """Write a store and the two vector files of the toy encoder."""
    write_store(folder / "catalog.db", programs)
    store = Store.open(folder / "catalog.db")
    found = dict(store.every())
    numbers = np.array(list(found), dtype=np.int64)
    vectors = {}
    for leg, text_of in zip(LEGS, (passage, title_passage), strict=True):
        write_vectors(
            folder / f"{leg}.faiss", numbers, TOY.encode_passages([text_of(p) for p in found.values()])
        )
        vectors[TOY_MODEL, leg] = Vectors.open(folder / f"{leg}.faiss")
    return Small(store, [TOY], vectors)


phrase = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
catalogue = st.lists(st.tuples(phrase, phrase), min_size=1, max_size=25).map(
    lambda rows: [
        Program(id=f"p{n:03}", title=title, description=text) for n, (title, text) in enumerate(rows)
    ]
)


def limits(data: st.DataObject, count: int) -> NDArray[np.int64] | None:
    """Draw no limit, or the numbers that hold one; some are not in the catalogue."""
    drawn = data.draw(st.none() | st.lists(st.integers(1, count + 3), unique=True), "allowed")
    return None if drawn is None else np.array(drawn, dtype=np.int64)


@settings(max_examples=40, deadline=None)
@given(programs=catalogue, goal=phrase, depth=st.integers(0, 30), data=st.data())
def test_search_is_brute_force_over_what_is_allowed(
    tmp_path_factory: pytest.TempPathFactory,
    programs: list[Program],
    goal: str,
    depth: int,
    data: st.DataObject,
) -> None:
    """Each leg sorts all allowed programmes, and reciprocal ranks decide; nothing else comes up."""
    small = build(tmp_path_factory.mktemp("small"), programs)
    allowed = limits(data, len(programs))
    hits = search(small, prepare(small, goal), allowed, depth)
    inside = [n for n in range(1, len(programs) + 1) if allowed is None or n in allowed]
    query, wanted = TOY.encode_query(goal), dict.fromkeys(inside, 0.0)
    for text_of in (passage, title_passage):
        cosines = TOY.encode_passages([text_of(program) for program in programs]) @ query
        for rank, n in enumerate(
            sorted(inside, key=lambda n: (-round(float(cosines[n - 1]), 5), n)), start=1
        ):
            wanted[n] += 1 / (RRF_K + rank)
    keyword = [n for n, _ in small.store.keyword_hits(goal, len(programs)) if n in inside]
    for rank, n in enumerate(keyword, start=1):
        wanted[n] += 1 / (RRF_K + rank)
    best = sorted(wanted.items(), key=lambda item: (-round(item[1], 9), item[0]))[:depth]
    assert hits == [Hit(n, round(score, 9)) for n, score in best]


@settings(max_examples=20, deadline=None)
@given(programs=catalogue, goal=phrase, data=st.data())
def test_a_smaller_depth_is_the_beginning_of_a_larger_one(
    tmp_path_factory: pytest.TempPathFactory, programs: list[Program], goal: str, data: st.DataObject
) -> None:
    """How many are shown does not change which come first."""
    small = build(tmp_path_factory.mktemp("small"), programs)
    query, allowed = prepare(small, goal), limits(data, len(programs))
    assert search(small, query, allowed, 3) == search(small, query, allowed)[:3]


def test_neither_provider_nor_price_moves_a_rank(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A goal that names a provider's words finds the same order whoever sells."""
    programs = [
        Program(id=f"p{n}", title=f"{WORDS[n % 5]} {WORDS[(n * 3) % 10]}", provider=f"House {n % 3}")
        for n in range(20)
    ]
    sold = [
        Program(id=p.id, title=p.title, provider="weld steel Academy", url="https://weld.example")
        for p in programs
    ]
    first, second = (build(tmp_path_factory.mktemp("small"), each) for each in (programs, sold))
    assert search(first, prepare(first, "weld steel academy")) == search(
        second, prepare(second, "weld steel academy")
    )


@pytest.mark.parametrize("text", ["", "   ", "???", "\u200b\u200d", "\x00", "— … !"])
def test_a_text_without_words_finds_nothing(tmp_path: Path, text: str) -> None:
    """The vector of nothing is a valid one; it must not recommend anything."""
    small = build(tmp_path, [Program(id="1", title="weld"), Program(id="2", title="bake")])
    query = prepare(small, text)
    assert search(small, query) == []
    assert near(small, query).tolist() == []


def test_equal_programmes_stand_by_number(tmp_path: Path) -> None:
    """Nothing but the text moves a rank, and equal texts come in the order of their ids."""
    small = build(tmp_path, [Program(id=f"p{n:03}", title="weld steel") for n in range(LEG_DEPTH + 20)])
    hits = search(small, prepare(small, "weld"))
    assert [hit.number for hit in hits] == list(range(1, LEG_DEPTH + 1))


def test_fusion_does_not_depend_on_the_order_of_the_legs() -> None:
    """The same ranks add up to the same score, and ties go by number."""
    legs = [[1, 2, 3], [3, 1, 2], [2, 3, 1]]
    assert [hit.number for hit in fuse(legs)] == [1, 2, 3]
    assert fuse(legs) == fuse(legs[::-1])
