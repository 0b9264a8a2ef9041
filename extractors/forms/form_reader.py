"""The fields of an application form: from pinned places where the form is known, else by its labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from contracts.fields import FieldSpec
from contracts.findings import FieldReading
from contracts.form_variant import FormVariant
from contracts.reading import PageInk, PageText
from extractors.forms.align import KnownPage, recognise
from extractors.forms.answering.silence import with_meaning
from extractors.forms.generic import read_by_labels
from extractors.forms.page.by_hand import told_apart
from extractors.forms.parts.readings import EMPTY
from extractors.forms.pinned import form_page, read_pinned
from extractors.forms.ticks.marks import InkPicture


def known_form(pages: Sequence[PageText], variants: Sequence[FormVariant]) -> list[KnownPage]:
    """Return the pages that belong to the known form that most of them fit; none if no form is known."""
    known = recognise(pages, variants)
    if not known:
        return []
    weight = {each.variant.id: 0.0 for each in known}
    for each in known:
        weight[each.variant.id] += each.share
    best = max(weight, key=lambda variant: weight[variant])
    by_number: dict[int, KnownPage] = {}
    for each in sorted(known, key=lambda each: each.share):
        if each.variant.id == best:
            by_number[each.number] = each
    return [by_number[number] for number in sorted(by_number)]


def read_form(
    pages: Sequence[PageText],
    fields: Mapping[str, FieldSpec],
    variants: Sequence[FormVariant],
    inks: Mapping[int, PageInk],
) -> tuple[dict[str, FieldReading], str | None]:
    """Return a reading for each of the contract's fields, and the known form's id if it is one.

    Args:
        pages: The pages of the form.
        fields: Of the procedure's contract.
        variants: The known forms of the procedure.
        inks: By page number, for pages that carry none themselves.
    """
    known = known_form(pages, variants)
    readings = _read_known(pages, known, fields, inks) if known else read_by_labels(pages, fields, inks)
    variant = known[0].variant.id if known else None
    return all_fields(fields, with_meaning(told_apart(readings, fields, pages), fields, pages)), variant


def _read_known(
    pages: Sequence[PageText],
    known: Sequence[KnownPage],
    fields: Mapping[str, FieldSpec],
    inks: Mapping[int, PageInk],
) -> dict[str, FieldReading]:
    by_index = {page.index: page for page in pages}
    form_pages = [form_page(by_index[each.page], each, ink_of(by_index[each.page], inks)) for each in known]
    return read_pinned(form_pages, fields, known[0].variant.pins)


def ink_of(page: PageText, inks: Mapping[int, PageInk]) -> InkPicture | None:
    """Return the page's ink, its own or the one that was asked for."""
    ink = page.ink or inks.get(page.index)
    return InkPicture(ink) if ink is not None else None


def all_fields(
    fields: Mapping[str, FieldSpec], readings: Mapping[str, FieldReading]
) -> dict[str, FieldReading]:
    """Return a reading for each of the contract's fields, in its order; what was not read is empty."""
    return {name: readings.get(name, EMPTY) for name in fields}
