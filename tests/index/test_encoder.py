"""Encoders without weights, and what is refused before any weights are read."""

from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.errors import GenerationError
from index.encoder import CARD_FILE, TOY_MODEL, EncoderCard, install, load, sha256, source_revision

TOY = load(install(TOY_MODEL, Path()), Path())


@settings(max_examples=50)
@given(st.lists(st.text(max_size=40), max_size=40))
def test_every_row_is_a_unit_vector_in_the_order_of_the_texts(texts: list[str]) -> None:
    """Sorting by length is not seen outside, and no text, not even an empty one, has no direction."""
    rows = TOY.encode_passages(texts)
    assert rows.shape == (len(texts), TOY.card.dim)
    assert rows.dtype == np.float32
    for text, row in zip(texts, rows, strict=True):
        assert np.linalg.norm(row) == pytest.approx(1, abs=1e-5)
        assert (row == TOY.encode_query(text)).all()


def test_texts_that_share_words_are_closer_than_texts_that_do_not() -> None:
    """The toy is good enough to test a search with."""
    goal = TOY.encode_query("welding with steel")
    near, far = TOY.encode_passages(["Welding steel for beginners", "Watercolour painting"])
    assert goal @ near > 0.4 > goal @ far


def test_progress_hears_of_every_text_once() -> None:
    """The bar ends at the number of texts, doubled ones included."""
    done: list[int] = []
    TOY.encode_passages(["weld", "bake", "weld"] * 20, progress=done.append)
    assert sum(done) == 60


def fake(folder: Path) -> EncoderCard:
    """Lay down an encoder's folder whose one file is no model at all."""
    card = EncoderCard(
        name="a/model", revision="1", kind="onnx", dim=4, files={"model.onnx": sha256("model")}
    )
    own = folder / card.folder_name
    own.mkdir(parents=True)
    (own / "model.onnx").write_bytes(b"model")
    (own / CARD_FILE).write_bytes(msgspec.json.encode(card))
    return card


@pytest.mark.parametrize(("fault", "said"), [("missing", "is missing"), ("damaged", "is damaged")])
def test_a_missing_or_damaged_file_is_refused_before_it_is_read(
    tmp_path: Path, fault: str, said: str
) -> None:
    """One sentence names the file and the command that makes it anew."""
    card = fake(tmp_path)
    path = tmp_path / card.folder_name / "model.onnx"
    path.unlink() if fault == "missing" else path.write_bytes(b"modem")
    with pytest.raises(GenerationError, match=rf"model\.onnx {said}.*`rung index build`"):
        load(card, tmp_path)


def test_a_whole_installation_is_taken_as_it_is(tmp_path: Path) -> None:
    """The second build exports nothing: the card comes from the folder."""
    card = fake(tmp_path)
    assert install("a/model", tmp_path) == card


def test_a_folder_without_safetensors_is_refused(tmp_path: Path) -> None:
    """Pickled weights are never loaded; the export says so in one sentence, from its own process."""
    source = tmp_path / "pickled"
    source.mkdir()
    (source / "pytorch_model.bin").write_bytes(b"cos\nsystem\n")
    with pytest.raises(GenerationError, match="has no safetensors weights"):
        install(str(source), tmp_path / "models")


def test_a_name_that_is_nowhere_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without network an unknown model is one sentence, not a traceback."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(GenerationError, match="neither a folder nor could it be downloaded"):
        install("nobody/no-such-model", tmp_path)


def test_a_changed_folder_is_another_revision(tmp_path: Path) -> None:
    """A model trained again in the same folder is exported again."""
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(b"one")
    before = source_revision(str(tmp_path))
    weights.write_bytes(b"two")
    assert before != source_revision(str(tmp_path))
