"""Which pages a decision needs only the head of."""

from __future__ import annotations

from functools import cache
from typing import Final

from classifiers.interface import Excerpt
from classifiers.linear import LinearClassifier, load_linear
from contracts.document_types import DocumentTypes
from contracts.reading import PageText
from contracts.records import Record

_SURE: Final = 0.5
"""The head of an inner page says less about its type than a first page: half is much."""


class InnerPages(Record):
    """Inner pages of types whose facts stand on the first pages and the last; a ``Depth``.

    It travels to the processes that read, and classifies there.
    """

    types: frozenset[str]

    @property
    def name(self) -> str:
        """As in ``inner pages of leistungsbescheid, mietvertrag``."""
        return f"inner pages of {', '.join(sorted(self.types))}"

    def is_enough(self, head: PageText) -> bool:
        """Whether a page, by its head, belongs to one of the types."""
        (kind,) = _classifier().classify([Excerpt(pages=(head,))])
        return kind.best.type in self.types and kind.best.confidence >= _SURE


def needed_depth(types: DocumentTypes) -> InnerPages:
    """Return the depth that the document types allow."""
    return InnerPages(types=frozenset(each.id for each in types.document_types if each.inner_pages == "head"))


@cache
def _classifier() -> LinearClassifier:
    """Load the classifier once in each process."""
    return load_linear()
