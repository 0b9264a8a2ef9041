"""Forms read in a child process, see ``extractors.apart``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from pydantic import TypeAdapter

from contracts.fields import FieldSpec
from contracts.findings import FieldReading
from contracts.form_variant import FormVariant
from contracts.reading import PageInk, PageText
from contracts.records import Record
from extractors.apart import Fault, answered, ask
from extractors.forms.form_reader import read_form
from extractors.limits import ReadingLimits
from extractors.sandbox import ReadingPool


class _Asked(Record):
    pages: tuple[PageText, ...]
    fields: dict[str, FieldSpec]
    variants: tuple[FormVariant, ...]
    inks: dict[int, PageInk]


class _Found(Record):
    fields: dict[str, FieldReading]
    variant: str | None


_ANSWER: Final = TypeAdapter[_Found | Fault](_Found | Fault)


def read_form_apart(
    pool: ReadingPool,
    pages: Sequence[PageText],
    fields: Mapping[str, FieldSpec],
    variants: Sequence[FormVariant],
    inks: Mapping[int, PageInk],
) -> tuple[dict[str, FieldReading], str | None]:
    """Do as ``read_form`` does, in a child process of ``pool``.

    Raises:
        NotUnderstoodError: if it took too long, or for a fault that nobody foresaw.
    """
    asked = _Asked(pages=tuple(pages), fields=dict(fields), variants=tuple(variants), inks=dict(inks))
    found = ask(pool, _read, asked, _ANSWER)
    return found.fields, found.variant


def _read(data: bytes, limits: ReadingLimits) -> bytes:  # noqa: ARG001 - as every task
    asked = _Asked.model_validate_json(data)

    def read() -> _Found:
        fields, variant = read_form(asked.pages, asked.fields, asked.variants, asked.inks)
        return _Found(fields=fields, variant=variant)

    return answered(read)
