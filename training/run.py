"""``lotse train``: corpus, linear model, page encoder, blend, gate; each step resumes where it was.

Everything between the steps lies in ``.cache``; the result is a folder that the service loads.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from classifiers.blend import Blend, BlendedClassifier, load_classifier
from classifiers.interface import Excerpt
from classifiers.linear import save_model
from classifiers.page_words import MARKS, page_words
from classifiers.resemblance import MODEL
from contracts.catalogue import load_catalogue
from contracts.document_types import BLANK
from contracts.reading import PageText
from training import corpus, resemblance
from training.augment import augmented
from training.base_encoder import cut, load_base
from training.calibrate import fit_blend
from training.export import export
from training.fit import Page, Recipe, build, train
from training.split import DEVELOP, LEARN
from training.vocabulary import vocabulary_texts
from training.words import fit_words

LATER: Final = 0.5
"""Weight of a later page beside a first one: people file whole documents."""
FEWEST: Final = 3
"""Words that a page needs to be learned from."""


def types() -> tuple[str, ...]:
    """Return the types that are told apart, in the order of the models' scores."""
    found = (kind.id for kind in load_catalogue().document_types.document_types)
    return tuple(sorted(kind for kind in found if kind != BLANK))


def word_lessons(authors: Sequence[str], *, seed: int = 1) -> Iterator[tuple[str, Excerpt]]:
    """Yield what the linear model learns from: each document as it is, and in a harder version."""
    rng = random.Random(seed)
    for document in documents(authors):
        whole = Excerpt(pages=document.pages)
        yield document.type, whole
        yield document.type, augmented(whole, rng)


def page_lessons(authors: Sequence[str], *, epochs: int, seed: int = 1) -> list[Page]:
    """Return what the page encoder learns from: pages in as many versions as there are epochs."""
    rng = random.Random(seed)
    order = {kind: at for at, kind in enumerate(types())}
    found = []
    for document in documents(authors):
        for index, page in enumerate(document.pages):
            if len(page.words) < FEWEST:
                continue
            versions = (_version(page, rng, first=epoch == 0) for epoch in range(epochs))
            found.append(Page(order[document.type], tuple(versions), LATER if index else 1.0))
    return found


def documents(authors: Sequence[str]) -> Iterator[corpus.Document]:
    """Yield the documents of authors, making those that are not there yet."""
    for author in authors:
        corpus.write(author)
        yield from corpus.read(author)


def run(out: Path, *, recipe: Recipe, version: str, cache: Path = Path(".cache/model")) -> BlendedClassifier:
    """Train everything and write the model's folder; return the finished classifier."""
    out.mkdir(parents=True, exist_ok=True)
    cache.mkdir(parents=True, exist_ok=True)
    save_model(fit_words(word_lessons(LEARN), version=version), out / "words.npz")
    fit_encoder(
        page_lessons(LEARN, epochs=recipe.epochs), out, recipe=recipe, checkpoint=cache / "checkpoint.pt"
    )
    write_blend(out, Blend(version=version, types=types()))
    write_blend(out, fit_blend(load_classifier(out), held(DEVELOP)))
    save_model(resemblance.fit(version=version), out / MODEL.rpartition("/")[2])
    return load_classifier(out)


def fit_encoder(pages: Sequence[Page], out: Path, *, recipe: Recipe, checkpoint: Path) -> None:
    """Fine-tune the page encoder and write it, after each epoch."""
    base, tokenizer = cut(load_base(), vocabulary_texts(), extra=MARKS)
    model = build(base, len(types()), recipe)
    for _ in train(model, tokenizer, pages, recipe, checkpoint=checkpoint):
        export(model, tokenizer, out)


def held(authors: Sequence[str]) -> list[tuple[str, Excerpt]]:
    """Return the documents of authors as they are."""
    return [(document.type, Excerpt(pages=document.pages)) for document in documents(authors)]


def write_blend(out: Path, blend: Blend) -> None:
    """Write how the two models go together."""
    (out / "model.json").write_text(blend.model_dump_json(indent=1) + "\n", encoding="utf-8")


def _version(page: PageText, rng: random.Random, *, first: bool) -> str:
    if first:
        return page_words(page)
    (worn,) = augmented(Excerpt(pages=(page,)), rng).pages
    return page_words(worn)
