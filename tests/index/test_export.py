"""The export: an exact twin of the packaged model, served without torch; the original where there is none."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from catalog.importing import read_catalog
from index.encoder import EncoderCard, install, load
from index.models import DEFAULT_MODEL
from index.passages import passage

SAMPLE = Path(__file__).parents[2] / "catalog" / "data" / "sample.jsonl"


@pytest.fixture(scope="module")
def passages() -> list[str]:
    """Fifty real passages."""
    return [passage(program) for program in read_catalog([SAMPLE]).programs[:50]]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what was exported; its name has a space in it."""
    return tmp_path_factory.mktemp("my models")


@pytest.fixture(scope="module")
def card(models: Path, passages: list[str]) -> EncoderCard:
    """The packaged model, exported in this process: torch takes long to load a second time."""
    from index.export import export

    return export(DEFAULT_MODEL, models, passages[:5])  # all are compared below


def test_the_twin_is_as_exact_as_promised(card: EncoderCard, models: Path, passages: list[str]) -> None:
    """On 50 real passages and as goals each vector is that of sentence-transformers."""
    from index.export import locate, torch_embedder

    theirs = torch_embedder(locate(DEFAULT_MODEL)[0])(passages)
    twin = load(card, models)
    ours = twin.encode_passages(passages)
    goals = np.vstack([twin.encode_query(text) for text in passages])
    assert card.kind == "onnx"
    assert len(passages) == 50
    assert (ours * theirs).sum(axis=1).min() >= 0.9999
    assert (goals * theirs).sum(axis=1).min() >= 0.9999


def test_nothing_half_done_stays_beside_an_installation(card: EncoderCard, models: Path) -> None:
    """The folder holds whole encoders only, and installing again changes nothing."""
    assert [path.name for path in models.iterdir()] == [card.folder_name]
    assert install(DEFAULT_MODEL, models) == card


def test_torch_is_not_loaded_to_answer(card: EncoderCard, models: Path) -> None:
    """An installation found again, opened and asked leaves torch on the disk."""
    script = f"""
import sys
from pathlib import Path
from index.encoder import install, load
folder = Path({str(models)!r})
assert load(install({DEFAULT_MODEL!r}, folder), folder).encode_query("weld").shape == (384,)
print(sorted({{"torch", "transformers", "sentence_transformers", "onnx"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_model_without_a_twin_runs_as_it_is(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Word vectors have no pipeline to export: the original is installed whole, and it is said."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    tokenizer = Tokenizer(WordLevel({"[UNK]": 0, "weld": 1, "steel": 2, "bake": 3}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    original = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=8)], device="cpu")
    original.save_pretrained(str(tmp_path / "words"))
    card = install(str(tmp_path / "words"), tmp_path / "models")
    assert (card.kind, card.name, card.dim) == ("torch", "words", 8)
    assert "has no exact ONNX twin" in caplog.text
    ours = load(card, tmp_path / "models").encode_query("weld steel")
    assert ours == pytest.approx(original.encode("weld steel", normalize_embeddings=True), abs=1e-5)
