"""The encoder for every language: pinned, cleaned, the same in every thread, and missed in one sentence."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import numpy as np
import pytest

from catalog.errors import GenerationError
from index import multilingual
from index.encoder import TOY_MODEL, Encoder, EncoderCard, install, load
from index.fuzz import hostile_texts
from index.models import DEFAULT_MODEL, MULTILINGUAL_MODEL
from index.multilingual import LONGEST_TEXT, default_models, english_only

ROOT = Path(__file__).parents[2]
TOY = install(TOY_MODEL, Path())
ENGLISH = msgspec.structs.replace(TOY, name="english", languages=("en",))

needs_package = pytest.mark.skipif(multilingual.lacking() is not None, reason="the package runs not here")


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load(install(MULTILINGUAL_MODEL, Path()), Path())


@needs_package
def test_a_goal_is_near_its_course_in_another_language(encoder: Encoder) -> None:
    """That is what it is for."""
    goal = encoder.encode_query("quiero ser analista de datos")
    near, far = encoder.encode_passages(["Data analysis for beginners", "Watercolour painting"])
    assert goal @ near > goal @ far


@needs_package
def test_goals_and_passages_are_not_embedded_alike(encoder: Encoder) -> None:
    """The model was trained with a word before each; the package puts it there."""
    assert not np.allclose(
        encoder.encode_query("welding"), encoder.encode_passages(["welding"])[0], atol=1e-3
    )


@needs_package
def test_a_vector_depends_on_neither_threads_nor_company(encoder: Encoder) -> None:
    """Alone, in a batch or beside other threads: the same to the last bit."""
    texts = [f"course number {n} about {'welding ' * (n % 7)}" for n in range(12)]
    alone = np.vstack([encoder.encode_query(text) for text in texts])
    with ThreadPoolExecutor(4) as pool:
        beside = np.vstack(list(pool.map(encoder.encode_query, texts)))
    assert np.array_equal(alone, encoder.encode_queries(texts))
    assert np.array_equal(alone, beside)


@needs_package
@pytest.mark.parametrize("text", ["", "\x00", "\ufdfa" * 4000, "\ud800", "▁" * 3000, "</s>" * 900])
def test_a_text_that_would_harm_is_cleaned_and_cut_first(encoder: Encoder, text: str) -> None:
    """U+FDFA becomes eighteen characters in a buffer made for twelve; it never gets there as such."""
    assert np.linalg.norm(encoder.encode_query(text)) == pytest.approx(1, abs=1e-4)


@needs_package
def test_what_is_longer_than_is_read_changes_nothing(encoder: Encoder) -> None:
    """A message may be as long as Telegram lets it; the time of an answer may not."""
    text = "welding " * LONGEST_TEXT
    assert np.array_equal(encoder.encode_query(text), encoder.encode_query(text[:LONGEST_TEXT]))


@needs_package
def test_a_package_of_another_make_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """C code is opened only where its hash is the known one; the cure is named."""
    card = install(MULTILINGUAL_MODEL, Path())
    monkeypatch.setattr(multilingual, "_FILES", dict.fromkeys(card.files, "0" * 64))
    with pytest.raises(GenerationError, match=r"damaged.*`pip install --force-reinstall"):
        install(MULTILINGUAL_MODEL, Path())
    other = msgspec.structs.replace(card, files=dict.fromkeys(card.files, "0" * 64))
    with pytest.raises(GenerationError, match="is damaged or of another model"):
        load(other, Path())


def test_without_the_package_english_is_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing fails: the default is one model, and the index says what it cannot do."""
    monkeypatch.setattr(multilingual, "folder", lambda: None)
    assert default_models() == (DEFAULT_MODEL,)
    assert "Only English goals" in str(english_only([ENGLISH]))
    assert english_only([ENGLISH, TOY]) is None
    with pytest.raises(GenerationError, match=f"Set RUNG_MODELS to intfloat/{MULTILINGUAL_MODEL}"):
        install(MULTILINGUAL_MODEL, Path())


@needs_package
def test_a_processor_that_is_too_old_is_not_tried(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An unknown instruction would end the process, and the bot with it."""
    (tmp_path / "cpuinfo").write_text("processor : 0\nflags : fpu sse4_2\n")
    monkeypatch.setattr(multilingual, "_PROCESSOR", tmp_path / "cpuinfo")
    assert default_models() == (DEFAULT_MODEL,)


@pytest.mark.parametrize(("language", "known"), [("en", True), ("en-GB", True), ("EN", True), ("uk", False)])
def test_a_card_says_which_languages_its_encoder_knows(language: str, known: bool) -> None:
    """A leg of an encoder that does not know the goal's language is left out."""
    assert ENGLISH.knows(language) is known
    assert EncoderCard(name="a", revision="1", kind="onnx", dim=4).knows(language)


def test_hostile_texts_are_the_same_every_time_and_reach_past_the_cut() -> None:
    """A crash can be looked for again, and the cut is tried."""
    texts = list(hostile_texts(500))
    assert texts == list(hostile_texts(500))
    assert max(map(len, texts)) > LONGEST_TEXT


@needs_package
@pytest.mark.soak
def test_a_hundred_thousand_hostile_texts_crash_nothing() -> None:
    """With a limit of 1 GB of address space; the command prints what it took."""
    done = subprocess.run(
        [sys.executable, "-m", "index.fuzz"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    print(done.stdout, done.stderr)
    assert done.returncode == 0
