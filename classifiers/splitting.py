"""A file into documents: at each page change the probability that a new document begins.

A logistic model on the cues of ``classifiers.cues``; ``scripts/train_splitting.py`` fits its weights on
stacks of documents. Blank pages neither begin nor end anything (docs/adr/0051-page-stream-splitting.md).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from classifiers.cues import Cues, cues
from classifiers.interface import Classification, Excerpt, TypeClassifier
from contracts.reading import PageGrade, PageText

BIAS: Final = 0.0
WEIGHTS: Final = Cues(
    follows=-5.0,
    counts_up=-5.0,
    restarts=3.0,
    again=1.5,
    ends=2.9,
    breaks=0.5,
    later=-2.0,
    differs=3.5,
    heading=1.2,
    letter=0.5,
    resized=3.0,
    same_head=-1.0,
    same_body=-2.0,
    same_foot=-0.5,
    both_live=-3.0,
    goes_on=-1.5,
    wordless=0.0,
    card_back=-3.0,
    reopens=3.5,
    renewed=2.2,
    single=2.0,
    twin=4.0,
    stranger=4.5,
    restyled=1.0,
)
"""Log-odds for a boundary, per cue. They follow what ``scripts/train_splitting.py`` fits, moved by hand
towards keeping pages together; cues that training stacks hardly show (``breaks``, ``later``, ``letter``,
``both_live``, ``goes_on``, ``wordless``, ``card_back``, ``again``) are set by hand alone."""


def split(pages: Sequence[PageText], *, classifier: TypeClassifier) -> tuple[tuple[PageText, ...], ...]:
    """Return the documents among consecutive pages, each with its pages; blank pages are in none."""
    written = [page for page in pages if page.grade is not PageGrade.BLANK]
    if len(written) < 2:  # noqa: PLR2004 - nothing to part
        return (tuple(written),) if written else ()
    types = classifier.classify([Excerpt(pages=(page,)) for page in written])
    documents = [[written[0]]]
    for (before, after), kinds in zip(pairwise(written), pairwise(types), strict=True):
        if boundary(before, after, kinds, start=documents[-1][0]) > 0.5:  # noqa: PLR2004 - more likely than not
            documents.append([])
        documents[-1].append(after)
    return tuple(map(tuple, documents))


def boundary(
    before: PageText,
    after: PageText,
    types: tuple[Classification, Classification],
    *,
    start: PageText | None = None,
) -> float:
    """Return the probability that a document begins with ``after``; the arguments are those of ``cues``."""
    found = cues(before, after, types, start=start)
    score = BIAS + sum(weight * cue for weight, cue in zip(WEIGHTS, found, strict=True))
    return 1 / (1 + math.exp(-score))
