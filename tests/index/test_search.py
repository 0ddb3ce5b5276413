"""Search: exact under every limit, deaf to who sells, silent where nothing was asked."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from catalog.program import Program
from catalog.store import Store, write_store
from index.encoder import TOY_MODEL, Encoder, EncoderCard, install, load
from index.manifest import LEGS
from index.passages import passage, title_passage
from index.search import DEPTH, WEIGHING, Wanted, prepare, search
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


def deviations(leg: NDArray[np.float64]) -> NDArray[np.float64]:
    """Say how far each stands out of its leg; nowhere where all are the same."""
    return (leg - leg.mean()) / leg.std() if leg.std() > 0 else np.zeros(len(leg))


@settings(max_examples=40, deadline=None)
@given(programs=catalogue, goal=phrase, depth=st.integers(0, 30), data=st.data())
def test_search_is_brute_force_over_what_is_allowed(
    tmp_path_factory: pytest.TempPathFactory,
    programs: list[Program],
    goal: str,
    depth: int,
    data: st.DataObject,
) -> None:
    """The deviations of every leg, weighed and added up, decide among all that are allowed; nothing else."""
    small = build(tmp_path_factory.mktemp("small"), programs)
    allowed = limits(data, len(programs))
    hits = search(prepare(small, Wanted(goal)), allowed, depth)
    query, matches = TOY.encode_query(goal), dict(small.store.keyword_hits(goal, len(programs)))
    wanted = WEIGHING.words * deviations(np.array([matches.get(n, 0.0) for n in range(1, len(programs) + 1)]))
    for leg, text_of in (("passage", passage), ("title", title_passage)):
        cosines = TOY.encode_passages([text_of(program) for program in programs]) @ query
        wanted += WEIGHING.of(TOY.card, leg) * deviations(np.array([round(float(one), 5) for one in cosines]))
    inside = [n for n in range(1, len(programs) + 1) if allowed is None or n in allowed]
    assert sorted(hit.number for hit in search(prepare(small, Wanted(goal)), allowed)) == inside
    assert len(hits) == min(depth, len(inside))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        assert hit.score == pytest.approx(wanted[hit.number - 1], abs=1e-3)


@settings(max_examples=40, deadline=None)
@given(programs=catalogue, goal=phrase, data=st.data())
def test_a_limit_changes_who_is_listed_and_never_the_order(
    tmp_path_factory: pytest.TempPathFactory, programs: list[Program], goal: str, data: st.DataObject
) -> None:
    """What is allowed stands as it stood among all."""
    small = build(tmp_path_factory.mktemp("small"), programs)
    query, allowed = prepare(small, Wanted(goal)), limits(data, len(programs))
    kept = [hit for hit in search(query) if allowed is None or hit.number in allowed]
    assert search(query, allowed) == kept


@settings(max_examples=20, deadline=None)
@given(programs=catalogue, goal=phrase, data=st.data())
def test_a_smaller_depth_is_the_beginning_of_a_larger_one(
    tmp_path_factory: pytest.TempPathFactory, programs: list[Program], goal: str, data: st.DataObject
) -> None:
    """How many are shown does not change which come first."""
    small = build(tmp_path_factory.mktemp("small"), programs)
    query, allowed = prepare(small, Wanted(goal)), limits(data, len(programs))
    assert search(query, allowed, 3) == search(query, allowed)[:3]


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
    assert search(prepare(first, Wanted("weld steel academy"))) == search(
        prepare(second, Wanted("weld steel academy"))
    )


@pytest.mark.parametrize("text", ["", "   ", "???", "\u200b\u200d", "\x00", "— … !"])
def test_a_text_without_words_finds_nothing(tmp_path: Path, text: str) -> None:
    """The vector of nothing is a valid one; it must not recommend anything."""
    small = build(tmp_path, [Program(id="1", title="weld"), Program(id="2", title="bake")])
    query = prepare(small, Wanted(text))
    assert search(query) == []
    assert query.near.tolist() == []


def test_equal_programmes_stand_by_number(tmp_path: Path) -> None:
    """Nothing but the text moves a rank, and equal texts come in the order of their ids."""
    small = build(tmp_path, [Program(id=f"p{n:03}", title="weld steel") for n in range(DEPTH + 20)])
    hits = search(prepare(small, Wanted("weld")))
    assert [hit.number for hit in hits] == list(range(1, DEPTH + 1))


@dataclass(frozen=True)
class Counted:
    """An encoder that remembers what it was asked."""

    card: EncoderCard
    asked: list[str]

    def encoder(self) -> Encoder:
        def embed(texts: Sequence[str]) -> NDArray[np.float32]:
            self.asked.extend(texts)
            return TOY.embed_queries(texts)

        return Encoder(self.card, embed, embed)


def mixed(small: Small) -> tuple[Small, Counted, Counted]:
    """Put an encoder for English and one for every language over the same vectors."""
    english = Counted(msgspec.structs.replace(TOY.card, name="english", languages=("en",)), [])
    every = Counted(msgspec.structs.replace(TOY.card, name="every", passages="short"), [])
    vectors = {
        (one.card.name, leg): small.vectors[TOY_MODEL, leg] for one in (english, every) for leg in LEGS
    }
    return Small(small.store, [english.encoder(), every.encoder()], vectors), english, every


def bakery(folder: Path) -> Small:
    """Build a small catalogue of baking and of other things."""
    titles = ["bake bread", "bake cake", *(f"{word} safety" for word in ("weld", "paint", "nurse", "data"))]
    return build(folder, [Program(id=f"p{n}", title=title) for n, title in enumerate(titles)])


def test_an_encoder_that_does_not_know_the_language_never_reads_the_goal(tmp_path: Path) -> None:
    """It is asked by the programmes that the others found, and by the English names where there are any."""
    small, english, every = mixed(bakery(tmp_path))
    first = search(prepare(small, Wanted("bake pan", language="es")))[0]
    assert (english.asked, every.asked) == ([], ["bake pan"])
    assert first.number in (1, 2)
    prepare(small, Wanted("hornear pan", language="es", english=("bake bread",)))
    assert english.asked == ["bake bread"]
    assert every.asked == ["bake pan", "hornear pan"]


def test_english_goals_are_read_by_all_and_their_target_beside_them(tmp_path: Path) -> None:
    """Both texts go to each encoder, in one run."""
    small, english, every = mixed(bakery(tmp_path))
    prepare(small, Wanted("I paint and want to bake", "bake"))
    assert english.asked == every.asked == ["I paint and want to bake", "bake"]


def test_without_an_encoder_for_the_language_words_are_what_is_left(tmp_path: Path) -> None:
    """Only what shares a word comes up, and nothing counts as near."""
    small = bakery(tmp_path)
    english = Encoder(
        msgspec.structs.replace(TOY.card, languages=("en",)), TOY.embed_queries, TOY.embed_passages
    )
    query = prepare(Small(small.store, [english], small.vectors), Wanted("quiero bread", language="es"))
    assert [hit.number for hit in search(query)] == [1]
    assert query.near.tolist() == []


def test_the_same_goal_gives_the_same_scores_in_every_thread(tmp_path: Path) -> None:
    """Encoders run beside each other; who is ready first does not matter."""
    small, _, _ = mixed(bakery(tmp_path))
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: search(prepare(small, Wanted("bake bread", "bread"))), range(20)))
    assert all(hits == found[0] for hits in found)
