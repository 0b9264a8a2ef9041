"""The document types that are told apart, and the facts that are read from each."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from contracts.fields import FieldSpec
from contracts.records import Record

FORM = "antragsformular"
OTHER = "sonstiges"
BLANK = "leerseite"


class DocumentType(Record):
    """A document type; ``id`` is stable.

    Attributes:
        titles: Titles that real documents of this type carry (not exhaustive).
        facts: What is read from a document of this type, beyond whose it is.
        note: For people who label documents.
        title_words: Words that stand in the title of nearly every genuine paper of this type; a type without
            them is never doubted.
        marks: Groups of words; a genuine paper has at least one of each.
        signed_by: The parties whose signatures make it valid, as they are named under the places for them.
        inner_pages: "head" for long documents whose facts stand on the first two pages and the last one: of
            numbered pages between them, only the head is read.
    """

    id: str
    title: str
    titles: tuple[str, ...] = ()
    note: str = ""
    title_words: tuple[str, ...] = ()
    marks: tuple[tuple[str, ...], ...] = ()
    signed_by: tuple[str, ...] = ()
    inner_pages: Literal["whole", "head"] = "whole"
    facts: dict[str, FieldSpec] = Field(default_factory=dict)


class Caveat(Record):
    """By what a paper shows that it only speaks of a proof: an announcement, a receipt, a refusal.

    Attributes:
        titles: With these its title, its subject, or a part of it behind a dash begins; an ellipsis stands
            for some words, at their beginning also for that of a compound: "…antrag".
        says: Phrases that genuine papers do not have; an ellipsis stands for some words, "{name}" for any of
            the type's titles.
        of: The types that it casts doubt on; all if none is named.
        but_not: Types that it says nothing about.
        unless: Phrases of papers that it says nothing about: what an application was for, they grant.
    """

    titles: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def concerns(self, type_id: str) -> bool:
        """Whether it casts doubt on papers of a type."""
        return type_id not in self.but_not and (not self.of or type_id in self.of)


class Remark(Record):
    """By what a paper of the right type shows that it may prove nothing: a closed register sheet, a draft.

    Attributes:
        means: Whether such a paper is void, only a draft, or a sister of the proof (the lease of a garage).
        titles: With these its title begins.
        says: Phrases of sentences that state it; an ellipsis stands for some words.
        unless: Words of sentences that only speak of the case: "erlischt, wenn".
        stamps: What stands alone on a line, as stamps do: in capitals, or before a day.
        large: Whether stamps only count in letters much larger than all others.
        open: Whether a sister may do in the proof's stead all the same; others are no proof by their title.
        of: The types that it is looked for on; all if none is named.
        but_not: Types that it is not looked for on.
    """

    means: Literal["void", "draft", "sister"]
    titles: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    stamps: tuple[str, ...] = ()
    large: bool = False
    open: bool = False
    of: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()

    def concerns(self, type_id: str) -> bool:
        """Whether it is looked for on papers of a type."""
        return type_id not in self.but_not and (not self.of or type_id in self.of)


class DocumentTypes(Record):
    """All document types, in the order of the file.

    Attributes:
        caveats: By which papers are known that speak of a proof without being one.
        remarks: By what papers of the right type show that they may prove nothing.
    """

    version: int
    caveats: tuple[Caveat, ...] = ()
    remarks: tuple[Remark, ...] = ()
    document_types: tuple[DocumentType, ...]

    def __getitem__(self, type_id: str) -> DocumentType:
        """Return the type with this id.

        Raises:
            KeyError: if there is none.
        """
        for document_type in self.document_types:
            if document_type.id == type_id:
                return document_type
        raise KeyError(type_id)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in the order of the file."""
        return tuple(document_type.id for document_type in self.document_types)
