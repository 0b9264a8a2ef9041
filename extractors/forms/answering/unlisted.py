"""Answers at labels that the contract does not list: words of those that it does tell what is asked."""

from __future__ import annotations

from contracts.fields import FieldSpec
from contracts.findings import FieldReading
from extractors.forms.answering.best_answer import best_answer
from extractors.forms.labelling.label_hits import LabelHit, first_come
from extractors.forms.labelling.telling_words import ENOUGH, TellingWords, Unlisted, is_told, unlisted_label
from extractors.forms.parts.sheet import Sheet


def unlisted_answer(name: str, spec: FieldSpec, sheet: Sheet, *, asked: bool) -> FieldReading | None:
    """Return the value at a label that the contract does not list; None where that is none of its kind.

    Args:
        name: Of the field.
        spec: The field.
        sheet: The form.
        asked: Whether only whole questions are meant: a known label without an answer may be a heading over
            the question.
    """
    found = best_answer(spec, _labels(name, spec, sheet, asked=asked), sheet)
    return found if found is not None and found.value is not None else None


def _labels(name: str, spec: FieldSpec, sheet: Sheet, *, asked: bool) -> list[LabelHit]:
    telling = sheet.once("telling words", lambda: TellingWords(sheet.fields))
    asking = (each for each in _unknown(sheet) if is_told(spec.kind, each.text, asked=asked))
    told = (
        (each.hit, max(telling.tell(name, spec.kind, words) for words in each.wordings)) for each in asking
    )
    labels = [
        LabelHit(name, hit, hit.score * far)
        for hit, far in told
        if far >= ENOUGH
        and sheet.headings.verdict_on(spec, hit) >= 0
        and not sheet.is_for_office(hit.page, hit.box)
    ]
    return first_come([each for each in labels if not sheet.others.has(each)])


def _unknown(sheet: Sheet) -> list[Unlisted]:
    """Return what may be labels: segments in which none stands that is known."""

    def found() -> list[Unlisted]:
        return [
            each
            for each in filter(None, map(unlisted_label, sheet.segments))
            if not any(each.hit.box.overlap(box) > 0 for box in sheet.printed_labels[each.hit.page])
        ]

    return sheet.once("unknown labels", found)
