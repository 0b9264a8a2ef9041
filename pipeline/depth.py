"""What a decision needs of a page: of some only the head, of few the strokes of pens."""

from __future__ import annotations

from functools import cache
from typing import Final

from classifiers.interface import Excerpt
from classifiers.linear import LinearClassifier, load_linear
from contracts.document_types import FORM, OTHER, DocumentTypes
from contracts.reading import PageText
from contracts.records import Record

_SURE: Final = 0.5
"""The head of an inner page says less about its type than a first page: half is much."""
_CLEAR: Final = 0.8
"""Of what is surer than this, hardly any page belongs to a form; the strokes of one that does are drawn when
the form is read."""
_NO_PAPER: Final = frozenset({FORM, OTHER})


class InnerPages(Record):
    """A ``Depth``: of some types, inner pages are known by their heads; pens count on forms only.

    The facts of ``types`` stand on the first pages and the last.

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

    def may_be_form(self, page: PageText) -> bool:
        """Whether a page is not clearly one of a paper that goes with a form."""
        (kind,) = _classifier().classify([Excerpt(pages=(page,))])
        return kind.best.type in _NO_PAPER or kind.best.confidence < _CLEAR


def needed_depth(types: DocumentTypes) -> InnerPages:
    """Return the depth that the document types allow."""
    return InnerPages(types=frozenset(each.id for each in types.document_types if each.inner_pages == "head"))


@cache
def _classifier() -> LinearClassifier:
    """Load the classifier once in each process."""
    return load_linear()
