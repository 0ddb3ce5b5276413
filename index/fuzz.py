"""Throw hostile texts at the multilingual encoder, under a limit of memory: `python -m index.fuzz [INPUTS]`.

A crash ends the process by a signal; a vector that is no unit vector, or another one the second time,
ends it with a sentence. Each text goes the way of every goal: cleaned, cut, embedded.
"""

import random
import resource
import sys
from collections.abc import Iterator

import numpy as np

from index.encoder import Encoder
from index.multilingual import LONGEST_TEXT, checked_card, open_encoder

INPUTS = 100_000
ADDRESS_SPACE = 1 << 30
_SEED = 5
_REPEATED_EVERY = 100
# What breaks tokenizers: scripts, marks without letters, what grows in normal form, what is no character.
_RANGES = (
    (0x00, 0x20), (0x20, 0x7F), (0x80, 0x250), (0x300, 0x370), (0x400, 0x530), (0x590, 0x780),
    (0x900, 0xE80), (0x1100, 0x1200), (0x2000, 0x2070), (0x2580, 0x2590), (0x3040, 0x3130), (0x3200, 0x3400),
    (0x4E00, 0x9FFF), (0xAC00, 0xD7A4), (0xD800, 0xE000), (0xE000, 0xE100), (0xFB50, 0xFE00),
    (0xFE00, 0xFE10), (0xFE70, 0x10000), (0x1D400, 0x1D800), (0x1F300, 0x1FB00), (0xE0000, 0xE0100),
    (0x10FF00, 0x110000),
)  # fmt: skip
_PIECES = (
    "\ufdfa", "\u2581", "\u200d", "\x00", "<s>", "</s>", "<unk>", "<mask>", "query: ", "passage: ", "\r\n",
    "%s%n", "\ufeff", "ﬃ", "㌖", "\u0345", "a\u0301\u0302\u0303", "👩‍👩‍👧", "data analyst", "'; --", "  ",
)  # fmt: skip


def hostile_texts(count: int, seed: int = _SEED) -> Iterator[str]:
    """Yield texts of every script and of none: mostly short, one in a hundred far longer than is read."""
    dice = random.Random(seed)
    for _ in range(count):
        length = dice.randint(1, 3 * LONGEST_TEXT) if dice.random() < 0.01 else int(dice.expovariate(0.1)) + 1
        yield _text(dice, length)


def _text(dice: random.Random, length: int) -> str:
    kind = dice.random()
    if kind < 0.15:
        return dice.choice(_PIECES) * length
    if kind < 0.25:
        return _character(dice) * length
    alphabet = [_character(dice) for _ in range(dice.randint(1, 12))] + list(_PIECES[: dice.randint(1, 22)])
    return "".join(dice.choices(alphabet, k=length))


def _character(dice: random.Random) -> str:
    return chr(dice.randrange(*dice.choice(_RANGES)))


def fuzz(encoder: Encoder, count: int) -> str | None:
    """Embed hostile texts; say what is wrong with the first vector that is none."""
    for place, text in enumerate(hostile_texts(count)):
        row = encoder.embed_queries([text])[0]
        if not np.isfinite(row).all() or abs(float(np.linalg.norm(row)) - 1) > 1e-3:
            return f"Text {place} has no unit vector: {text!r}"
        if place % _REPEATED_EVERY == 0 and not np.array_equal(row, encoder.embed_queries([text])[0]):
            return f"Text {place} has two vectors: {text!r}"
    return None


def main() -> int:
    """Run it and print what it took."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else INPUTS
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    fault = fuzz(open_encoder(checked_card()), count)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(fault or f"{count} texts, no crash, no fault; at most {most} MB")
    return int(fault is not None)


if __name__ == "__main__":
    sys.exit(main())
