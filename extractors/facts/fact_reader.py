"""The facts of an attachment: by machine-readable zone, codes and labels, and by where they usually stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import PageText
from contracts.values import fold
from extractors.facts.days import read_birth, read_day, read_expiry, read_issue, read_unnamed_expiry
from extractors.facts.girocode import read_girocode
from extractors.facts.letters import read_addressee, read_degree, read_moving_in
from extractors.facts.mentions import Layout
from extractors.facts.mrz import COMPOSITE_AGREES, read_mrz
from extractors.facts.periods import read_month, read_period
from extractors.facts.phrases import PHRASES, read_amount, read_iban, read_phrase
from extractors.facts.texts import read_address, read_name, read_only_address, read_plate
from extractors.forms.generic import read_by_labels

WITH_ZONE: Final = frozenset({"ausweis", "aufenthaltstitel"})
EXPIRY, ISSUE, BIRTH = "gueltig_bis", "ausstellungsdatum", "geburtsdatum"
GIVEN_NAME, DEGREE, MOVED_IN = "vorname", "grad_der_behinderung", "einzugsdatum"


HEADED: Final = 0.7
"""Confidence in a fact whose label says what it is only together with a heading."""

AGREED, DIFFERENT = 0.98, 0.7
"""Confidence where print and zone say the same, and where they do not."""


def read_facts(
    type_id: str, facts: Mapping[str, FieldSpec], pages: Sequence[PageText], *, today: date
) -> dict[str, FieldReading]:
    """Return the facts that could be read; those that could not are left out.

    Args:
        type_id: The document's type.
        facts: What the type has to say, see ``contracts/document_types.yaml``.
        pages: The document's pages.
        today: The received date, for two-digit years and to tell days of issue from later ones.
    """
    layouts = [Layout(page) for page in pages]
    questions = [Question(name, spec, layouts, today, facts) for name, spec in facts.items() if layouts]
    found = {
        each.name: reading
        for each in questions
        if each.spec.kind in READERS and (reading := READERS[each.spec.kind](each)) is not None
    }
    found |= _by_form_labels({name: spec for name, spec in facts.items() if name not in found}, pages)
    missing = [each for each in questions if each.name not in found]
    found |= {each.name: reading for each in missing if (reading := _in_text(each)) is not None}
    if code := read_girocode(pages):
        found |= {name: code for name, spec in facts.items() if spec.kind is FieldKind.IBAN}
    if type_id in WITH_ZONE:
        zone = read_mrz(pages, today=today)
        found |= {name: _agreed(found.get(name), zone[name]) for name in facts if name in zone}
    if EXPIRY in facts and EXPIRY not in found and (day := read_unnamed_expiry(layouts, today)):
        found[EXPIRY] = day
    return {name: found[name] for name in facts if name in found}


def _by_form_labels(facts: Mapping[str, FieldSpec], pages: Sequence[PageText]) -> dict[str, FieldReading]:
    """Return facts that are asked for as on forms: under a heading, which decides between equal labels."""
    asked = {name: spec for name, spec in facts.items() if spec.kind not in READERS or spec.sections}
    readings = read_by_labels(pages, asked, {}) if asked else {}
    return {
        name: each.model_copy(update={"confidence": min(each.confidence, HEADED)})
        for name, each in readings.items()
        if each.state is FieldState.FILLED
    }


class Question(NamedTuple):
    """One fact that is asked of a document; ``facts`` are all that are asked of it."""

    name: str
    spec: FieldSpec
    layouts: Sequence[Layout]
    today: date
    facts: Mapping[str, FieldSpec]


def _date(question: Question) -> FieldReading | None:
    if question.name == EXPIRY:
        return read_expiry(question.spec, question.layouts)
    read = {ISSUE: read_issue, BIRTH: read_birth}.get(question.name, read_day)
    return read(question.spec, question.layouts, question.today)


def _name(question: Question) -> FieldReading | None:
    others = [spec for spec in question.facts.values() if spec is not question.spec]
    return read_name(question.spec, question.layouts, others, given=question.name == GIVEN_NAME)


READERS: Final[Mapping[FieldKind, Callable[[Question], FieldReading | None]]] = {
    FieldKind.DATE: _date,
    FieldKind.MONTH: lambda each: read_month(each.spec, each.layouts),
    FieldKind.PERIOD: lambda each: read_period(each.spec, each.layouts, each.today),
    FieldKind.NAME: _name,
    FieldKind.ADDRESS: lambda each: read_address(each.spec, each.layouts),
    FieldKind.PLATE: lambda each: read_plate(each.spec, each.layouts),
}
"""Kinds whose facts are looked for where they stand; the others by the labels of forms."""


IN_TEXT: Final[Mapping[FieldKind, Callable[[Question], FieldReading | None]]] = {
    FieldKind.NAME: lambda each: read_addressee(each.layouts, given=each.name == GIVEN_NAME),
    FieldKind.ADDRESS: lambda each: read_only_address(each.layouts),
    FieldKind.AMOUNT: lambda each: read_amount(each.spec, each.layouts),
    FieldKind.IBAN: lambda each: read_iban(each.layouts),
}
"""Kinds whose facts sentences tell where no label does."""


def _in_text(question: Question) -> FieldReading | None:
    if question.name in PHRASES:
        return read_phrase(question.name, question.layouts)
    if question.name == DEGREE:
        return read_degree(question.layouts)
    if question.name == MOVED_IN:
        return read_moving_in(question.layouts)
    read = IN_TEXT.get(question.spec.kind)
    return read(question) if read else None


def _agreed(seen: FieldReading | None, zone: FieldReading) -> FieldReading:
    """Return the zone's value; a name as printed where they agree, for the zone cannot spell umlauts.

    Where print and zone differ, the zone is right if the check digit over all of it agrees, else it is
    doubtful: 8 read as 5 twice in a day leaves the day's own check digit right.
    """
    if seen is None or seen.value is None or zone.value is None:
        return zone
    if fold(seen.value).startswith(fold(zone.value)):  # a long name is cut off in the zone
        sure = max(zone.confidence, AGREED)
        spelled = {"value": seen.value, "raw": seen.raw, "page": seen.page, "box": seen.box}
        return zone.model_copy(update={**spelled, "confidence": sure})
    if zone.confidence >= COMPOSITE_AGREES:
        return zone
    return zone.model_copy(update={"confidence": min(zone.confidence, DIFFERENT)})
