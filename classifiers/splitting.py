"""A file into documents: at each page change the probability that a new document begins.

A logistic model on the cues of ``classifiers.cues``; ``training.splitting`` fits its weights on stacks
of documents. Blank pages neither begin nor end anything (docs/adr/0051-page-stream-splitting.md).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from classifiers.caveats import is_denied
from classifiers.cues import Cues, cues
from classifiers.interface import Classification, Excerpt, TypeClassifier
from classifiers.resemblance import Gate
from classifiers.sheets import Sheet, sheet_of
from contracts.document_types import DocumentTypes
from contracts.reading import PageGrade, PageText

BIAS: Final = -2.8
WEIGHTS: Final = Cues(
    follows=-4.0,
    counts_up=-2.7,
    restarts=2.8,
    ends=3.3,
    second=-3.0,
    dropped=1.5,
    sections=-0.5,
    differs=1.9,
    heading=0.6,
    titled=1.1,
    opens=3.0,
    own_names=2.0,
    addressed=1.4,
    closed=0.1,
    empty=3.9,
    resized=3.3,
    restyled=0.8,
    shifted=0.7,
    set_alike=-1.3,
    other_source=0.6,
    same_head=-4.3,
    same_body=1.9,
    same_foot=-1.7,
    both_live=-1.5,
    goes_on=-0.5,
    wordless=-0.7,
    card_back=-1.6,
    other_card=2.2,
    reopens=4.0,
    renewed=1.9,
    single=2.0,
    twin=4.7,
    stranger=1.4,
)
"""Log-odds for a boundary, per cue, as ``training.splitting`` fits them. Set by hand are ``follows`` (next to
``counts_up`` a fit finds little left to it), ``single`` (contracts have running heads), ``opens``,
``own_names``, ``second``, ``both_live`` and ``goes_on``, which training hardly shows, and 0.8 of the bias:
most changes of pages in a submission are boundaries, fewer in what was fitted."""


def split(
    pages: Sequence[PageText],
    *,
    classifier: TypeClassifier,
    types: DocumentTypes | None = None,
    gate: Gate | None = None,
) -> tuple[tuple[PageText, ...], ...]:
    """Return the documents among consecutive pages, each with its pages; blank pages are in none.

    Args:
        pages: In their order.
        classifier: Tells what each page is by itself.
        types: By whose names pages are known to have a title of their own kind, or of another.
        gate: Tells papers that only speak of the next one, where ``types`` are given.
    """
    written = [page for page in pages if page.grade is not PageGrade.BLANK]
    if len(written) < 2:  # noqa: PLR2004 - nothing to part
        return (tuple(written),) if written else ()
    guesses = classifier.classify([Excerpt(pages=(page,)) for page in written])
    known = {kind.id: kind for kind in types.document_types} if types else {}
    sheets = [
        sheet_of(page, known.get(guess.best.type)) for page, guess in zip(written, guesses, strict=True)
    ]
    documents = [[sheets[0]]]
    for (before, after), kinds in zip(pairwise(sheets), pairwise(guesses), strict=True):
        start = documents[-1][0]
        swallows = types is not None and start is before and _swallows(before, after, kinds, types, gate)
        if boundary(cues(before, after, kinds, start=start, swallows=swallows)) > 0.5:  # noqa: PLR2004 - likelier than not
            documents.append([])
        documents[-1].append(after)
    return tuple(tuple(sheet.page for sheet in document) for document in documents)


def _swallows(
    before: Sheet,
    after: Sheet,
    guesses: tuple[Classification, Classification],
    types: DocumentTypes,
    gate: Gate | None,
) -> bool:
    """Whether two pages were taken for one type, and only the second, by its title, is of it.

    In one document with a pension forecast before it, the decision on a pension would be none.
    """
    one, other = (guess.best.type for guess in guesses)
    if one != other or not after.named:
        return False
    kind = types[one]
    return is_denied(before.page, kind, types, gate) and not is_denied(after.page, kind, types, gate)


def boundary(found: Cues) -> float:
    """Return the probability of a boundary at a change of pages with these cues."""
    score = BIAS + sum(weight * cue for weight, cue in zip(WEIGHTS, found, strict=True))
    return 1 / (1 + math.exp(-score))
