"""Harder versions of training documents: without title, torn, badly read."""

from __future__ import annotations

import random
from typing import Final

from classifiers.interface import Excerpt
from classifiers.terms import title_words
from contracts.reading import PageText, Word

_CONFUSED: Final = dict(zip("ecilöoäüßnhbftgSBGm", [*"cel160auBmbhtfq586", "rn"], strict=True))
"""How OCR misreads letters."""


def augmented(excerpt: Excerpt, rng: random.Random) -> Excerpt:
    """Return the document as a hurried applicant and a bad scanner might deliver it."""
    pages = list(excerpt.pages)
    if len(pages) > 1 and rng.random() < 0.5:  # noqa: PLR2004 - as likely as not
        pages = [pages[0]] if rng.random() < 0.6 else [rng.choice(pages)]  # noqa: PLR2004 - most often the first
    if rng.random() < 0.3:  # noqa: PLR2004 - the content has to do without
        pages[0] = _without_title(pages[0])
    rate, blur = rng.choice((0, 0, 0.05, 0.2, 0.4)), rng.choice((0, 0, 0, 0.03, 0.08))
    return Excerpt(pages=tuple(_worn(page, rng, rate=rate, blur=blur) for page in pages))


def _without_title(page: PageText) -> PageText:
    gone = {word.text for word in title_words(page)}
    return page.model_copy(update={"words": tuple(word for word in page.words if word.text not in gone)})


def _worn(page: PageText, rng: random.Random, *, rate: float, blur: float) -> PageText:
    """Leave out words, misread letters, and cut off the bottom now and then."""
    words = page.words
    if rng.random() < 0.15:  # noqa: PLR2004 - seldom
        words = words[: max(8, int(len(words) * rng.uniform(0.25, 0.9)))]
    if rate:
        words = tuple(word for word in words if rng.random() > rate)
    if blur:
        words = tuple(Word(_misread(word.text, rng, blur), word.box, 0.8) for word in words)
    return page.model_copy(update={"words": words})


def _misread(text: str, rng: random.Random, blur: float) -> str:
    return "".join(
        _CONFUSED.get(letter, letter) if rng.random() < 2 * blur else letter
        for letter in text
        if rng.random() > blur / 3
    )
