"""Reading a blank form for drafting: its pages, and the ink of those without live fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from contracts.reading import DocumentText, PageInk
from extractors.sandbox import Progress, ReadingPool


class FormUnreadable(ValueError):
    """A form could not be read; the text says why, and what to do."""


class BlankForm(NamedTuple):
    """A form as it was read; ``inks`` by page number."""

    document: DocumentText
    inks: Mapping[int, PageInk]


def read_blank_form(
    data: bytes, *, file: str, pool: ReadingPool, progress: Progress | None = None
) -> BlankForm:
    """Read a blank form.

    Raises:
        FormUnreadable: if no page of it could be looked at.
    """
    document = pool.read(data, file=file, progress=progress)
    if document.unreadable:
        raise FormUnreadable(" ".join(problem.message for problem in document.problems))
    flat = {page.index: page for page in document.pages if page.ink is None and not page.widgets}
    turned = {number: page.turned + page.skew for number, page in flat.items()}
    return BlankForm(document, pool.inks(data, flat.keys(), turned=turned) if flat else {})
