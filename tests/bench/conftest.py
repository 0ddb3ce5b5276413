"""The benches measure on the same index as the quality tests."""

from tests.quality.conftest import corpus_data, shared

__all__ = ["corpus_data", "shared"]
