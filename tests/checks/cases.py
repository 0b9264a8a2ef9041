"""A small procedure and complete applications for it, of plainly fictitious people, for tests to change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from checks.case import Dossier
from checks.engine import check_dossier
from contracts.document_types import DocumentTypes
from contracts.findings import (
    Attachment,
    FieldReading,
    FieldState,
    FilledForm,
    Finding,
    Part,
)
from contracts.procedure import Procedure
from contracts.reading import DocumentText, PageGrade, PageText, TextSource, Word
from contracts.records import Box, PageSize

RECEIVED = date(2026, 11, 2)
MESSAGE = {"what": "ein Nachweis", "why": "Darum."}
PERSON_COLUMNS: dict[str, Any] = {
    "familienname": {"kind": "name", "title": "Familienname"},
    "vorname": {"kind": "name", "title": "Vorname"},
    "verhaeltnis": {"kind": "choice", "title": "Tätigkeit"},
    "rolle": {"kind": "choice", "title": "Rolle"},
}
FIELDS: dict[str, Any] = {
    "familienname": {"kind": "name", "required": True, "title": "Familienname"},
    "vorname": {"kind": "name", "required": True, "title": "Vorname"},
    "geburtsname": {"kind": "name", "title": "Geburtsname"},
    "geburtsdatum": {"kind": "date", "required": True, "title": "Geburtsdatum"},
    "neue_anschrift": {"kind": "address", "required": True, "title": "Neue Anschrift"},
    "einzugsdatum": {"kind": "date", "required": True, "title": "Einzugsdatum"},
    "kennzeichen": {"kind": "plate", "title": "Kennzeichen"},
    "flurstueck": {"kind": "text", "title": "Flurstück"},
    "verhaeltnis": {"kind": "choice", "required": True, "title": "Persönliche Verhältnisse"},
    "kindergeld": {"kind": "yes_no", "title": "Kindergeld"},
    "grad_der_behinderung": {"kind": "number", "title": "Grad der Behinderung"},
    "unterschrift": {"kind": "signature", "required": True, "title": "Unterschrift"},
    "personen": {"kind": "persons", "title": "Weitere Personen", "columns": PERSON_COLUMNS},
}
REQUIREMENTS: dict[str, Any] = {
    "antrag": {"all_of": ["antragsformular"]},
    "identitaet": {
        "any_of": ["ausweis", "meldebescheinigung"],
        "valid": {"ausweis": "not_expired", "meldebescheinigung": {"max_age_days": 90}},
        "match": ["familienname", "vorname"],
    },
    "wohnungsgeber": {
        "all_of": ["wohnungsgeberbestaetigung"],
        "match": ["familienname", "neue_anschrift", "einzugsdatum"],
    },
    "zahlung": {"any_of": ["kontoauszug"], "valid": {"kontoauszug": {"max_age_days": 92}}},
    "lohn": {
        "per": "person",
        "when": "verhaeltnis in [angestellt, beamt]",
        "any_of": [
            {"type": "gehaltsabrechnung", "count": 3, "distinct": "month", "months_before": 4},
            "verdienstbescheinigung",
        ],
        "match": ["familienname", "vorname"],
    },
    "rente": {
        "per": "person",
        "when": "verhaeltnis == rentner",
        "any_of": ["rentenbescheid"],
        "match": ["familienname"],
    },
    "kinder": {
        "per": "person",
        "when": "rolle == kind",
        "any_of": ["geburtsurkunde", "ausweis"],
        "match": ["vorname"],
    },
    "ehe": {"when": "any_person(rolle == ehepartner)", "any_of": ["heiratsurkunde"]},
    "kindergeld": {"when": "kindergeld == ja", "any_of": ["kindergeldnachweis"]},
    "fahrzeug": {"all_of": ["zulassungsbescheinigung"], "match": ["kennzeichen"]},
    "lageplan": {"all_of": ["lageplan"], "match": ["flurstueck"]},
    "zeichnungen": {"all_of": [{"type": "bauzeichnung", "kinds": ["grundriss", "schnitt", "ansicht"]}]},
    "vollmacht": {"when": "meta.vertreter == ja", "all_of": ["vollmacht"]},
    "statik": {"all_of": ["standsicherheitsnachweis"], "soft": True},
}  # fmt: skip
VALUES = {
    "familienname": "Musterfrau",
    "vorname": "Erika",
    "geburtsdatum": "1980-01-02",
    "neue_anschrift": "Musterstraße 12, 76133 Karlsruhe",
    "einzugsdatum": "2026-10-15",
    "kennzeichen": "KA-AB123",
    "flurstueck": "123/4",
    "verhaeltnis": "angestellt",
    "kindergeld": "nein",
    "unterschrift": "ja",
}
FILLER = " ".join(["Angaben", "ohne", "Belang"] * 8)


def procedure(*requirements: str, **changed: dict[str, Any]) -> Procedure:
    """Return the small procedure, with these of its requirements (the form always), or with changed ones."""
    wanted = {name: REQUIREMENTS[name] for name in requirements} | changed
    return Procedure.model_validate(
        {
            "id": "musterverfahren",
            "title": "Musterverfahren",
            "version": "1",
            "legal_basis": ["§ 1 MusterG"],
            "form": {"titles": ["Musterantrag"], "fields": FIELDS},
            "requirements": [
                {"id": name, "title": name.title(), "message": MESSAGE, **rule}
                for name, rule in wanted.items()
            ],
        }
    )


def read(value: str | None, **changed: Any) -> FieldReading:
    """Return a reading with a place; None is an empty field."""
    if value is None:
        return FieldReading(state=FieldState.EMPTY, page=0)
    return FieldReading(value=value, raw=value, page=0, box=Box(10, 20, 30, 40), **changed)


UNCLEAR = FieldReading(state=FieldState.UNCLEAR, page=0, confidence=0.3)
EMPTY = read(None)


def page(text: str, index: int = 0, *, confidence: float = 1.0, scanned: bool = False) -> PageText:
    """Return a page with these words."""
    words = tuple(
        Word(word, Box(at * 10, 20, at * 10 + 9, 30), confidence) for at, word in enumerate(text.split())
    )
    return PageText(
        index=index,
        size=PageSize(595, 842),
        source=TextSource.OCR if scanned else TextSource.TEXT,
        engine="tesseract 5" if scanned else None,
        words=words,
        confidence=confidence if words else 0.0,
    )


LOST_PAGE = PageText(
    index=0,
    size=PageSize(595, 842),
    source=TextSource.OCR,
    engine="tesseract 5",
    words=(),
    confidence=0,
    grade=PageGrade.ILLEGIBLE,
)
FORM_PART = Part(document=0, pages=(0,), type="antragsformular", confidence=0.99, procedure="musterverfahren")


Facts = Mapping[str, FieldReading | str] | Mapping[str, str] | Mapping[str, FieldReading]


@dataclass(frozen=True)
class Case:
    """A submission that tests change step by step; every step returns a new one."""

    form: FilledForm = field(
        default_factory=lambda: FilledForm(
            part=FORM_PART, fields={name: read(VALUES.get(name)) for name in FIELDS}
        )
    )
    documents: tuple[DocumentText, ...] = (
        DocumentText(file="antrag.pdf", sha256="0", pages=(page("Antrag"),)),
    )
    attachments: tuple[Attachment, ...] = (Attachment(part=FORM_PART, pages=(page("Antrag"),)),)
    received: date = RECEIVED
    meta: dict[str, str] = field(default_factory=dict)
    types: DocumentTypes | None = None

    def fill(self, **readings: FieldReading | str | None) -> Case:
        """Fill in form fields; a text is a value read for sure, None empties the field."""
        new = {
            name: each if isinstance(each, FieldReading) else read(each) for name, each in readings.items()
        }
        return replace(self, form=self.form.model_copy(update={"fields": {**self.form.fields, **new}}))

    def list_persons(self, *persons: dict[str, FieldReading | str | None]) -> Case:
        """Fill in the list of persons."""
        items = tuple(
            {name: each if isinstance(each, FieldReading) else read(each) for name, each in person.items()}
            for person in persons
        )
        return self.fill(personen=FieldReading(items=items, page=0))

    def without_form(self, *, other: str | None = None) -> Case:
        """Take the form away, or put that of another procedure in its place."""
        rest = tuple(each for each in self.attachments if each.part.type != "antragsformular")
        if other is not None:
            rest += (Attachment(part=FORM_PART.model_copy(update={"procedure": other})),)
        return replace(self, form=FilledForm(), attachments=rest)

    def add(
        self,
        type_id: str,
        *texts: str,
        facts: Facts | None = None,
        sha256: str | None = None,
        **changed: Any,
    ) -> Case:
        """Hand in a document; each text is one page."""
        return self.add_pages(
            type_id, *(page(text, at) for at, text in enumerate(texts)), facts=facts, sha256=sha256, **changed
        )

    def add_pages(
        self,
        type_id: str,
        *pages: PageText,
        facts: Facts | None = None,
        sha256: str | None = None,
        **changed: Any,
    ) -> Case:
        """Hand in a document with these pages."""
        number = len(self.documents)
        document = DocumentText(file=f"{number}.pdf", sha256=sha256 or str(number), pages=pages)
        indexes = tuple(each.index for each in pages)
        part = Part(**{"document": number, "pages": indexes, "type": type_id, "confidence": 0.97, **changed})
        known = {
            name: each if isinstance(each, FieldReading) else read(each)
            for name, each in (facts or {}).items()
        }
        new = Attachment(part=part, facts=known, pages=pages)
        return replace(self, documents=(*self.documents, document), attachments=(*self.attachments, new))

    def add_file(self, file: str, **changed: Any) -> Case:
        """Hand in a file of which no part came."""
        document = DocumentText(file=file, sha256=file, **changed)
        return replace(self, documents=(*self.documents, document))

    def check(self, contract: Procedure, *, sure: float = 0.5) -> dict[str, Finding]:
        """Check, and return the findings by requirement; those of persons by ``requirement/person-1``."""
        dossier = Dossier(
            self.form, self.attachments, self.documents, self.received, self.meta, types=self.types
        )
        findings = check_dossier(contract, dossier, sure=sure)
        return {
            each.requirement
            if each.subject == "antragsteller"
            else f"{each.requirement}/{each.subject}": each
            for each in findings
        }

    def outcome(self, requirement: str, contract: Procedure | None = None) -> tuple[str, str]:
        """Check one requirement, and return its state and code."""
        name = requirement.partition("/")[0]
        finding = self.check(contract or procedure(name))[requirement]
        return finding.state.value, finding.reason.code


def payslips(case: Case, *months: str, name: str = "Erika Musterfrau") -> Case:
    """Hand in payslips for these months ("2026-08")."""
    for month in months:
        case = case.add("gehaltsabrechnung", f"Abrechnung für Frau {name} {FILLER}", facts={"monat": month})
    return case


def id_card(case: Case, until: str = "2030-05-01", *, name: str = "MUSTERFRAU ERIKA") -> Case:
    """Hand in an identity card."""
    surname, given = name.split()
    facts = {"familienname": surname, "vorname": given, "gueltig_bis": until}
    return case.add("ausweis", f"BUNDESREPUBLIK DEUTSCHLAND {name} {FILLER}", facts=facts)


def complete() -> Case:
    """Return a complete application of Erika Musterfrau."""
    case = payslips(id_card(Case()), "2026-08", "2026-09", "2026-10")
    case = case.add(
        "wohnungsgeberbestaetigung",
        f"Einzug am 15.10.2026 Musterstr. 12 76133 Karlsruhe Frau Erika Musterfrau {FILLER}",
        facts={"einzugsdatum": "2026-10-15"},
    )
    case = case.add("kontoauszug", FILLER, facts={"zeitraum": "2026-09-01/2026-09-30"})
    case = case.add(
        "zulassungsbescheinigung", f"KA-AB 123 Erika Musterfrau {FILLER}", facts={"kennzeichen": "KA-AB123"}
    )
    case = case.add("lageplan", f"Gemarkung Musterstadt Flurstück 123/4 {FILLER}")
    case = case.add("bauzeichnung", f"Grundriss Erdgeschoss {FILLER}")
    return case.add("bauzeichnung", f"Schnitt A-A Nordansicht {FILLER}").add(
        "standsicherheitsnachweis", FILLER
    )
