"""The fine-tuned transformer: one page in, a score per document type out (docs/adr/0016-page-encoder.md).

ONNX Runtime runs it, on one core: pages are classified beside each other in processes, not in threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from classifiers.page_words import page_words
from contracts.reading import PageText

MAX_TOKENS: Final = 192
"""Tokens of a page that are read; training reads as many."""
REMEMBERED: Final = 512
"""Pages whose scores are kept: splitting and classifying ask about the same pages."""


class PageEncoder:
    """Scores pages; not to be shared between threads while it works."""

    def __init__(self, folder: Path) -> None:
        """Load network and vocabulary.

        Raises:
            OSError: if the folder holds no model.
        """
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._network = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._known: dict[str, NDArray[np.float32]] = {}

    def scores(self, pages: Sequence[PageText]) -> NDArray[np.float32]:
        """Return the scores (logits) of pages, float32 of shape (pages, types); never reads a page twice."""
        texts = [page_words(page) for page in pages]
        if len(self._known) > REMEMBERED:
            self._known.clear()
        for text in dict.fromkeys(texts):
            if text not in self._known:
                self._known[text] = self._run(text)
        return np.stack([self._known[text] for text in texts])

    def _run(self, text: str) -> NDArray[np.float32]:
        """Return the scores of one page.

        Pages go one by one: padded batches took as long on one core, and the scores of a page would depend
        on its neighbours by rounding.
        """
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        (found,) = self._network.run(None, {"ids": ids, "mask": np.ones_like(ids)})
        scores: NDArray[np.float32] = found[0]
        return scores
