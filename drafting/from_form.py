"""A contract from a blank form: its places with their labels become fields."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import DocumentText, PageInk, PageText
from contracts.values import fold
from drafting.blanks import Blank, BlankKind
from drafting.draft import FIRST_VERSION, Draft, DraftField
from drafting.fields_asked import address_field, listed_field, ticked_field, written_field
from drafting.flat_blanks import flat_blanks
from drafting.headings import has_heading, headings, section_of, titles_of
from drafting.ids import address_id, distinct, field_id
from drafting.live_blanks import live_blanks
from drafting.printed import Print
from drafting.questions import address_runs, place_and_day, questions, tables
from extractors.forms.ticks.marks import InkPicture

_OF_OFFICE: Final = re.compile(
    r"nur von der|vom amt|von der behord|behordlich|eingangsstempel|tagesstempel|eingangsvermerk|"
    r"amtl(iche)? vermerke|wird nicht vom|nicht vom antrag|bearbeitungsvermerk|gemeindekennzahl"
)
_USUALLY_REQUIRED: Final = frozenset(
    {"familienname", "vorname", "geburtsdatum", "anschrift", "ort_datum", "unterschrift"}
)
_PLACE_DAY: Final = ("Ort, Datum", "Ort und Datum")


Group = tuple[Blank, FieldSpec | None, tuple[str, ...]]
"""The first place of a field, the field (None if nothing says what it asks), and notes."""


class NothingToFill(ValueError):
    """A file has neither live fields nor places that look as if somebody writes there."""


def draft_from_form(document: DocumentText, inks: Mapping[int, PageInk], *, procedure: str) -> Draft:
    """Propose a contract for a blank form.

    Args:
        document: The form, read.
        inks: Of the pages that have no live fields, by page number.
        procedure: Id of the new contract.

    Raises:
        NothingToFill: if no place to fill is found on any page.
    """
    collected = _Collected()
    for page in document.pages:
        printed, blanks = _blanks(page, page.ink or inks.get(page.index))
        collected.take(printed, blanks)
    if not collected.fields:
        raise NothingToFill(document.file)
    titles = titles_of(Print(document.pages[0]))
    return Draft(
        id=procedure,
        title=titles[0],
        version=FIRST_VERSION,
        titles=titles,
        fields=collected.finished(),
        source=f"dem leeren Formular {document.file}",
        notes=collected.notes(),
    )


def _blanks(page: PageText, ink: PageInk | None) -> tuple[Print, list[Blank]]:
    if page.widgets or ink is None:
        return live_blanks(page)
    printed, blanks = flat_blanks(page, InkPicture(ink))
    found = headings(printed, [blank for blank in blanks if blank.kind is BlankKind.TICK])
    return printed, [blank for blank in blanks if not has_heading(blank.label, found)]


class _Collected:
    """The fields of all pages so far."""

    def __init__(self) -> None:
        self.fields: list[DraftField] = []
        self._left_out: list[str] = []
        self._unnamed = 0
        self._said: set[str] = set()

    def take(self, printed: Print, blanks: Sequence[Blank]) -> None:
        """Take the places of one page, in reading order."""
        found = headings(printed, blanks)
        groups = self._groups(printed, blanks)
        for first, spec, notes in sorted(groups, key=lambda group: group[0].order):
            self._add(first, spec, notes, section=section_of(first.box, found))

    def _groups(self, printed: Print, blanks: Sequence[Blank]) -> list[Group]:
        groups: list[Group] = []
        taken: set[Blank] = set()
        for table in tables(blanks):
            spec = listed_field(table, printed)
            if spec is not None:
                groups.append((table.first[0], spec, (f"Tabelle mit {table.rows} Zeilen.",)))
                taken.update(table.all)
        for run in address_runs([blank for blank in blanks if blank not in taken]):
            groups.append((run[0], address_field(run), ()))
            taken.update(run)
        pair = place_and_day([blank for blank in blanks if blank not in taken])
        if pair is not None:
            groups.append(
                (pair[0], FieldSpec(kind=FieldKind.PLACE_DATE, title="Ort und Datum", labels=_PLACE_DAY), ())
            )
            taken.update(pair)
        asked = _asked([blank for blank in blanks if blank not in taken], printed)
        said = {fold(spec.title) for _, spec, _ in asked if spec is not None}
        return (
            groups
            + asked
            + [
                (blank, spec, ())
                for blank in blanks
                if blank.kind is not BlankKind.TICK and blank not in taken
                for spec in written_field(blank)
                if spec is None or fold(spec.title) not in said
            ]
        )

    def _add(self, first: Blank, spec: FieldSpec | None, notes: tuple[str, ...], *, section: str) -> None:
        if spec is None or not spec.title:
            self._unnamed += 1
            return
        if not first.label and first.kind is BlankKind.TEXT and fold(first.tip) in self._said:
            return  # a further row of what was taken already
        self._said |= {fold(first.label), fold(first.tip)}
        if _OF_OFFICE.search(fold(f"{spec.title} {first.tip} {section}")):
            self._left_out.append(spec.title)
            return
        wanted = address_id(spec.title) if spec.kind is FieldKind.ADDRESS else field_id(spec.title)
        if spec.kind is FieldKind.SIGNATURE and not any(f.name == "unterschrift" for f in self.fields):
            wanted = "unterschrift"
        if spec.kind is FieldKind.PLACE_DATE:
            wanted = "ort_datum"
        name = distinct(wanted, [field.name for field in self.fields], within=section)
        self.fields.append(DraftField(name=name, spec=spec, section=section, notes=notes))

    def finished(self) -> tuple[DraftField, ...]:
        """Return all fields; equal labels are told apart by their headings."""
        labels = [label for field in self.fields for label in map(fold, field.spec.labels)]
        return tuple(_finished(field, labels) for field in self.fields)

    def notes(self) -> tuple[str, ...]:
        """Return what the admin has to know about the whole."""
        notes = ["Rechtsgrundlage und Nachweise lassen sich aus dem Formular nicht ablesen: bitte ergänzen."]
        if self._left_out:
            notes.append(
                f"Weggelassen, weil das Amt sie ausfüllt: {', '.join(dict.fromkeys(self._left_out))}."
            )
        if self._unnamed:
            notes.append(f"{self._unnamed} Stellen ohne erkennbare Beschriftung sind nicht aufgenommen.")
        return tuple(notes)


def _asked(blanks: Sequence[Blank], printed: Print) -> list[Group]:
    """Return the fields with tick boxes; options in several columns answer one question."""
    found: list[Group] = []
    for question in questions(blanks, printed.begins_question):
        spec = ticked_field(question, printed)
        same = next((at for at, (_, known, _) in enumerate(found) if _one_question(known, spec)), None)
        if same is None or spec is None:
            found.append((question.ticks[0], spec, ()))
        else:
            first, known, notes = found[same]
            options = {**spec.options, **(known.options if known else {})}
            found[same] = (first, spec.model_copy(update={"options": options}), notes)
    return found


def _one_question(one: FieldSpec | None, other: FieldSpec | None) -> bool:
    if one is None or other is None or not one.options or not other.options:
        return False
    return one.title == other.title and not set(one.options) & set(other.options)


def _finished(field: DraftField, labels: Sequence[str]) -> DraftField:
    spec = field.spec
    shared = any(labels.count(fold(label)) > 1 for label in spec.labels) or spec.kind is FieldKind.ADDRESS
    sections = (field.section,) if field.section and (shared or spec.kind is FieldKind.PERSONS) else ()
    required = field.name in _USUALLY_REQUIRED or spec.required
    return field.model_copy(
        update={"spec": spec.model_copy(update={"sections": sections, "required": required})}
    )
