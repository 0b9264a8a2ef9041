"""Live fields that name what they ask for, in their tool tip or their technical name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contracts.reading import Widget
from contracts.values import fold
from extractors.forms.labelling.labels import Hit, score_of


def find_widget_label(labels: Sequence[str], widget: Widget, page: int) -> Hit | None:
    """Return a hit when the live field's tool tip or name is one of the labels."""
    names = [_plain_name(text) for text in (widget.label, widget.name) if text]
    for label in labels:
        folded = fold(label)
        for name in names:
            if folded and (name == folded or name.startswith(f"{folded} ")):
                score = score_of(folded.split(), ()) - (0.0 if name == folded else 0.1)
                return Hit(page, widget.box, (), score)
    return None


def _plain_name(text: str) -> str:
    """Return a technical name as words: ``antragsteller.txtVor_name2`` is "antragsteller txt vor name"."""
    parted = re.sub(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])", " ", text)
    return " ".join(word for word in fold(parted).split() if not word.isdigit())
