"""Pictures of an evaluation: confusion matrix, calibration, accuracy by coverage."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from training.evaluation import Decision, calibration_bins, confusions, selective


def draw_charts(decisions: Sequence[Decision], folder: Path) -> list[Path]:
    """Write the three pictures as PNG and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    charts = {"verwechslungen": _matrix, "kalibrierung": _calibration, "abdeckung": _coverage}
    written = []
    for name, draw in charts.items():
        path = folder / f"{name}.png"
        draw(decisions).savefig(path, dpi=110, bbox_inches="tight")
        written.append(path)
    return written


def _matrix(decisions: Sequence[Decision]) -> Figure:
    types, counts = confusions(decisions)
    size = 2.5 + 0.3 * len(types)
    figure, axes = _figure(size, size)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(types)), types, rotation=90, fontsize=7)
    axes.set_yticks(range(len(types)), types, fontsize=7)
    axes.set(xlabel="Antwort", ylabel="Wahrheit")
    for row, column in zip(*np.nonzero(counts), strict=True):
        colour = "white" if shares[row, column] > 0.5 else "black"  # noqa: PLR2004 - legible on blue
        axes.text(column, row, str(counts[row, column]), ha="center", va="center", fontsize=6, color=colour)
    return figure


def _calibration(decisions: Sequence[Decision]) -> Figure:
    figure, axes = _figure(4.5, 4.5)
    bins = calibration_bins(decisions)
    axes.plot([0, 1], [0, 1], "--", color="grey", label="ideal")
    axes.plot([each[0] for each in bins], [each[1] for each in bins], "o-", label="gemessen")
    for sure, right, count in bins:
        axes.annotate(str(count), (sure, right), textcoords="offset points", xytext=(4, -10), fontsize=7)
    axes.set(xlabel="Angegebene Wahrscheinlichkeit", ylabel="Anteil richtig", xlim=(0, 1), ylim=(0, 1.02))
    axes.legend()
    return figure


def _coverage(decisions: Sequence[Decision]) -> Figure:
    figure, axes = _figure(5.5, 4)
    right = selective(decisions)
    axes.plot(np.arange(1, len(right) + 1) / len(right), right)
    axes.set(xlabel="Anteil entschieden (die sichersten zuerst)", ylabel="Anteil richtig", xlim=(0, 1))
    axes.set_ylim(min(float(right.min()), 0.9) - 0.02, 1.005)
    axes.grid(visible=True, alpha=0.3)
    return figure


def _figure(width: float, height: float) -> tuple[Figure, Any]:
    figure = Figure(figsize=(width, height))
    return figure, figure.subplots()
