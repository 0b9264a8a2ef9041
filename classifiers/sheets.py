"""What a page by itself shows of where documents begin and end; ``classifiers.cues`` compares two of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from classifiers import openings
from classifiers.cards import Side, side
from classifiers.heads import DRAWINGS, Placed, head
from classifiers.looks import Look, look
from classifiers.naming import is_named
from classifiers.numbering import Numbering, Section, bare_numbers, numbering, sections
from classifiers.title_lines import title_parts
from classifiers.zones import END, FOOT, HEAD, letters, zone
from contracts.document_types import DocumentType
from contracts.reading import PageText, Word


class Sheet(NamedTuple):
    """A page and what it shows.

    Attributes:
        body: Its words; ``head`` and ``foot`` are those at its edges.
        opening: Words with their places where a document's head stands.
        number: Its page number.
        sections: Numbers with which its rows begin.
        named: Whether a title line names the type that it is taken for.
    """

    page: PageText
    body: frozenset[str]
    head: frozenset[str]
    foot: frozenset[str]
    opening: Sequence[Placed]
    number: Numbering | None
    bare_numbers: Sequence[Word]
    sections: Sequence[Section]
    look: Look
    side: Side
    heading: bool
    titled: bool
    begins_titled: bool
    addressed: bool
    closed: bool
    breaks_off: bool
    picks_up: bool
    named: bool


def sheet_of(page: PageText, kind: DocumentType | None = None) -> Sheet:
    """Return a page with what it shows; ``kind`` is the type that it is taken for."""
    return Sheet(
        page=page,
        body=letters(page.words),
        head=letters(zone(page, 0, HEAD)),
        foot=letters(zone(page, FOOT, END)),
        opening=head(page),
        number=numbering(page),
        bare_numbers=bare_numbers(page),
        sections=sections(page),
        look=look(page),
        side=side(page),
        heading=openings.has_heading(page),
        titled=openings.is_titled(page),
        begins_titled=openings.begins_with_title(page),
        addressed=openings.is_addressed(page),
        closed=openings.is_closed(page),
        breaks_off=openings.breaks_off(page),
        picks_up=openings.picks_up(page),
        named=kind is not None and _is_named(page, kind),
    )


def _is_named(page: PageText, kind: DocumentType) -> bool:
    return any(is_named(part, kind) for part in title_parts(page, drawn=kind.id in DRAWINGS))
