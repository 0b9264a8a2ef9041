"""Fine-tunes the page encoder: the base encoder's first layers, mean of the words, one linear head.

Learns from pages, not documents: the service asks about single pages where it splits stacks. Each epoch sees
another version of every page, with words left out, misread, or without its title (``training.augment``).
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from rich.progress import Progress
from tokenizers import Tokenizer
from torch import nn
from transformers import BertConfig, BertModel

from training.base_encoder import BaseEncoder

MAX_TOKENS: Final = 192
CHUNK: Final = 64
"""Batches that are sorted by length together: padding costs time, sorting all would cost chance."""


class Recipe(NamedTuple):
    """How the model is trained."""

    layers: int = 6
    epochs: int = 3
    batch: int = 32
    rate: float = 2e-4
    warm: float = 0.06
    smoothing: float = 0.05
    seed: int = 1


class Page(NamedTuple):
    """A page to learn from; ``texts`` are its versions, one per epoch."""

    type: int
    texts: tuple[str, ...]
    weight: float = 1.0


class PageEncoder(nn.Module):
    """Token ids and mask, each (pages, tokens), to scores (pages, types)."""

    def __init__(self, config: Any, types: int) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(config.hidden_size, types)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the scores."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weight = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weight).sum(1) / weight.sum(1).clamp(min=1)
        scores: torch.Tensor = self.head(self.drop(mean))
        return scores


def build(base: BaseEncoder, types: int, recipe: Recipe) -> PageEncoder:
    """Return the untrained model on the first layers of the base encoder."""
    sizes = base.sizes
    config = BertConfig(
        vocab_size=sizes.vocabulary,
        hidden_size=sizes.hidden,
        num_hidden_layers=recipe.layers,
        num_attention_heads=sizes.heads,
        intermediate_size=sizes.feed_forward,
        max_position_embeddings=sizes.positions,
        type_vocab_size=sizes.types,
        layer_norm_eps=1e-12,
        pad_token_id=1,
    )
    torch.manual_seed(recipe.seed)
    model = PageEncoder(config, types)
    own = model.encoder.state_dict()
    tensors = {name: torch.from_numpy(array) for name, array in base.weights.items() if name in own}
    missing, _ = model.encoder.load_state_dict(tensors, strict=False)
    if unexpected := [
        name for name in missing if "position_ids" not in name and "token_type_ids" not in name
    ]:
        raise ValueError(f"The base encoder lacks {unexpected[:3]}.")
    return model


def encode(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    """Return the token ids of texts, none longer than the model reads."""
    tokenizer.enable_truncation(MAX_TOKENS)
    return [found.ids for found in tokenizer.encode_batch(list(texts))]


def train(
    model: PageEncoder, tokenizer: Tokenizer, pages: Sequence[Page], recipe: Recipe, *, checkpoint: Path
) -> Iterator[int]:
    """Train in place, yielding each finished epoch; goes on from a checkpoint if there is one."""
    optimiser = torch.optim.AdamW(model.parameters(), recipe.rate, weight_decay=0.01, fused=True)
    steps = recipe.epochs * math.ceil(len(pages) / recipe.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _pace(step / steps, recipe.warm))
    start = _resume(checkpoint, model, optimiser, schedule)
    for epoch in range(start, recipe.epochs):
        model.train()
        texts = [page.texts[epoch % len(page.texts)] for page in pages]
        batches = list(_batches(encode(tokenizer, texts), recipe, epoch))
        with Progress() as progress:
            task = progress.add_task(f"Epoche {epoch + 1} von {recipe.epochs}", total=len(batches))
            for batch in batches:
                loss = _step(model, batch, pages, recipe)
                optimiser.step()
                schedule.step()
                optimiser.zero_grad(set_to_none=True)
                progress.update(task, advance=1, description=f"Epoche {epoch + 1}, Verlust {loss:.2f}")
        state = {
            "model": model.state_dict(),
            "optimiser": optimiser.state_dict(),
            "schedule": schedule.state_dict(),
        }
        torch.save({**state, "epoch": epoch + 1}, checkpoint)
        yield epoch + 1


def scores(model: PageEncoder, ids: Sequence[Sequence[int]], *, batch: int = 64) -> NDArray[np.float32]:
    """Return the model's scores, (pages, types)."""
    model.eval()
    order = sorted(range(len(ids)), key=lambda at: len(ids[at]))
    found = np.zeros((len(ids), model.head.out_features), np.float32)
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for start in range(0, len(order), batch):
            part = order[start : start + batch]
            found[part] = model(*_padded([ids[at] for at in part])).float().numpy()
    return found


class _Batch(NamedTuple):
    numbers: list[int]
    ids: list[list[int]]


def _batches(ids: Sequence[list[int]], recipe: Recipe, epoch: int) -> Iterator[_Batch]:
    rng = random.Random(f"{recipe.seed}/{epoch}")
    order = list(range(len(ids)))
    rng.shuffle(order)
    size = recipe.batch
    batches = []
    for start in range(0, len(order), size * CHUNK):
        near = sorted(order[start : start + size * CHUNK], key=lambda at: len(ids[at]))
        batches += [near[at : at + size] for at in range(0, len(near), size)]
    rng.shuffle(batches)
    for numbers in batches:
        yield _Batch(numbers, [ids[number] for number in numbers])


def _step(model: PageEncoder, batch: _Batch, pages: Sequence[Page], recipe: Recipe) -> float:
    truth = torch.tensor([pages[number].type for number in batch.numbers])
    weight = torch.tensor([pages[number].weight for number in batch.numbers])
    with torch.autocast("cpu", torch.bfloat16):
        found = model(*_padded(batch.ids))
    losses = nn.functional.cross_entropy(
        found.float(), truth, reduction="none", label_smoothing=recipe.smoothing
    )
    loss = (losses * weight).sum() / weight.sum()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    return float(loss.detach())


def _padded(ids: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    longest = max(map(len, ids))
    padded = torch.ones(len(ids), longest, dtype=torch.long)  # 1 is <pad>
    mask = torch.zeros(len(ids), longest, dtype=torch.long)
    for row, found in enumerate(ids):
        padded[row, : len(found)] = torch.tensor(found)
        mask[row, : len(found)] = 1
    return padded, mask


def _pace(share: float, warm: float) -> float:
    """Return the share of the full learning rate at a share of all steps."""
    return share / warm if share < warm else max(0.02, (1 - share) / (1 - warm))


def _resume(checkpoint: Path, model: nn.Module, optimiser: Any, schedule: Any) -> int:
    if not checkpoint.exists():
        return 0
    state = torch.load(checkpoint, weights_only=True)
    model.load_state_dict(state["model"])
    optimiser.load_state_dict(state["optimiser"])
    schedule.load_state_dict(state["schedule"])
    return int(state["epoch"])
