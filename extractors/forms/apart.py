"""Forms read in a child process: to understand a page that was made for it may take any time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from pydantic import TypeAdapter

from contracts.faults import place_of
from contracts.fields import FieldSpec
from contracts.findings import FieldReading
from contracts.form_variant import FormVariant
from contracts.reading import PageInk, PageText, ProblemCode
from contracts.records import Record
from extractors.forms.form_reader import read_form
from extractors.limits import ReadingLimits
from extractors.sandbox import ReadingPool

SECONDS: Final = 10.0
"""Processor time for one form; those of 20 pages with every field filled in take 4."""

Readings = dict[str, FieldReading]


class FormUnreadError(Exception):
    """A form could not be read: what kind of error it was, and its place in the code; no word of the form."""

    def __init__(self, kind: str, place: str = "") -> None:
        super().__init__(kind)
        self.kind = kind
        self.place = place


class _Asked(Record):
    pages: tuple[PageText, ...]
    fields: dict[str, FieldSpec]
    variants: tuple[FormVariant, ...]
    inks: dict[int, PageInk]


class _Found(Record):
    fields: Readings
    variant: str | None = None


class _Fault(Record):
    kind: str
    place: str


_ANSWER: Final = TypeAdapter[_Found | _Fault](_Found | _Fault)


def read_form_apart(
    pool: ReadingPool,
    pages: Sequence[PageText],
    fields: Mapping[str, FieldSpec],
    variants: Sequence[FormVariant],
    inks: Mapping[int, PageInk],
) -> tuple[Readings, str | None]:
    """Do as ``read_form`` does, in a child process of ``pool``.

    Raises:
        FormUnreadError: if it took too long, or for a fault that nobody foresaw.
    """
    asked = _Asked(pages=tuple(pages), fields=dict(fields), variants=tuple(variants), inks=dict(inks))
    found = pool.compute(_read, asked.model_dump_json().encode(), _ANSWER.validate_json, seconds=SECONDS)
    if isinstance(found, ProblemCode):
        raise FormUnreadError(found.value)
    if isinstance(found, _Fault):
        raise FormUnreadError(found.kind, found.place)
    return found.fields, found.variant


def _read(data: bytes, limits: ReadingLimits) -> bytes:  # noqa: ARG001 - as every task
    asked = _Asked.model_validate_json(data)
    try:
        fields, variant = read_form(asked.pages, asked.fields, asked.variants, asked.inks)
    except Exception as error:  # noqa: BLE001 - whatever it is, its place helps, and its text must not get out
        return _Fault(kind=type(error).__name__, place=place_of(error)).model_dump_json().encode()
    return _Found(fields=fields, variant=variant).model_dump_json().encode()
