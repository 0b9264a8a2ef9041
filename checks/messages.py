"""Reasons: a stable code, and one plain German sentence for caseworkers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from contracts.findings import Reason

TEXTS = {
    # present, not required
    "ok": "Der Nachweis liegt vor.",
    "ok:form": "Der Antrag ist ausgefüllt und unterschrieben.",
    "ok:count": "{have} von {count} {dative} liegen vor.",
    "not_required": "Die Voraussetzung trifft nach den Angaben im Antrag nicht zu.",
    # the form
    "no_form": "Ein Antragsformular dieses Verfahrens liegt nicht vor.",
    "other_procedure": "Statt des Antrags liegt das Formular eines anderen Verfahrens vor: {procedure}.",
    "form_unknown": "Es ist nicht sicher, zu welchem Verfahren das vorliegende Formular gehört.",
    "unsigned": "Die Unterschrift im Antrag fehlt.",
    "field_empty": "Im Antrag nicht ausgefüllt: {fields}.",
    "field_unclear": "Im Antrag nicht sicher zu lesen: {fields}.",
    "field_invalid": "Im Antrag unstimmig: {fields}.",
    # conditions
    "condition_unclear": "Ob der Nachweis nötig ist, hängt von fehlenden oder unklaren Angaben ab: {fields}.",
    "no_form:condition": "Ob der Nachweis nötig ist, ist ohne den Antrag nicht zu sagen.",
    # missing
    "none": "Es liegt kein passendes Dokument vor.",
    "resembles": "Der Nachweis liegt nicht vor, nur ein Schriftstück, das ihm ähnelt oder von ihm handelt.",
    "count": "{have} von {count} {dative}{lacking}",
    "kinds": "Es fehlt: {kinds}.",
    # expired
    "expired": "{noun} ist am {day} abgelaufen.",
    "too_old": "{noun} ist zu alt: vom {day}, höchstens {days} Tage sind erlaubt.",
    "outside_period": "{plural} nur für andere Monate ({months}); gefragt ist {first} bis {last}.",
    # mismatch
    "other_name": "{noun} nennt nicht „{value}“ ({field}).",
    "other_address": "{noun} nennt eine andere Anschrift als „{value}“ ({field}).",
    "other_date": "{noun} nennt ein anderes Datum als {value} ({field}).",
    "other_plate": "{noun} nennt ein anderes Kennzeichen als {value}.",
    "other_parcel": "{noun} nennt ein anderes Flurstück als {value}.",
    "other_value": "{noun} nennt nicht „{value}“ ({field}).",
    "other_person": "{noun} gehört einer anderen Person aus dem Antrag.",
    # unclear, illegible
    "not_found": "{noun} ist nicht gut genug zu lesen, um „{value}“ ({field}) zu finden.",
    "not_shown": "{noun} zeigt keine Angabe, die mit „{value}“ ({field}) zu vergleichen ist.",
    "unsaid": "{noun} nennt nirgends „{word}“ oder Ähnliches; offen ist, ob das der verlangte Nachweis ist.",
    "two_days": "{noun} nennt {value} ({field}), aber an der Stelle dafür ein anderes Datum.",
    "field_unclear:match": "Im Antrag nicht sicher zu lesen, darum nicht zu vergleichen: {field}.",
    "date_unreadable": "{noun}: Das Datum, von dem die Gültigkeit abhängt, ist nicht zu lesen.",
    "date_in_future": "{noun} trägt ein Datum in der Zukunft ({day}).",
    "month_unreadable": "{noun}: Der Monat ist nicht zu lesen.",
    "several_in_one": "Ein Dokument von mehreren Seiten enthält vielleicht mehrere Monate.",
    "period_unclear": "Der gefragte Zeitraum hängt von einer unklaren Angabe ab: {fields}.",
    "void": "{noun} gilt vielleicht nicht mehr; zu lesen ist: „{remark}“.",
    "draft": "{noun} ist vielleicht nur ein Entwurf; zu lesen ist: „{remark}“.",
    "unsigned:paper": "{noun} hat an der Stelle für die Unterschriften keine.",
    "sister": "Dem Titel nach („{remark}“) ist offen, ob das der verlangte Nachweis ist.",
    "kind_unreadable": "{noun}: Nicht sicher zu erkennen ist, ob auch gezeigt wird: {kinds}.",
    "type_uncertain": "Ein Dokument könnte der Nachweis sein; seine Art ist nicht sicher erkannt.",
    "unreadable_file": "Eine Datei ist nicht zu lesen und könnte den Nachweis enthalten: {files}.",
    "illegible": "{noun} hat eine unleserliche Seite; die nötige Angabe ist nicht zu lesen.",
    "illegible_page": "Ein unleserliches Dokument könnte der Nachweis sein.",
    # contradictions
    "birthdays_differ": "{noun} nennt ein anderes Geburtsdatum ({value}) als {other} ({first}).",
    "addresses_differ": "{noun} nennt eine andere Anschrift als {other} ({first}).",
    "rents_differ": "{noun} nennt eine andere Miete als {other} ({first}).",
    "ibans_differ": "{noun} nennt eine andere IBAN ({value}) als {other} ({first}).",
}
"""Sentences by code, with a variant behind a colon; the braces are filled with what was found."""

NOUNS = {
    "antragsformular": ("Das Antragsformular", "Antragsformulare"),
    "ausweis": ("Der Ausweis", "Ausweise"),
    "aufenthaltstitel": ("Der Aufenthaltstitel", "Aufenthaltstitel"),
    "meldebescheinigung": ("Die Meldebescheinigung", "Meldebescheinigungen"),
    "mietvertrag": ("Der Mietvertrag", "Mietverträge"),
    "mietbescheinigung": ("Die Mietbescheinigung", "Mietbescheinigungen"),
    "wohnungsgeberbestaetigung": ("Die Wohnungsgeberbestätigung", "Wohnungsgeberbestätigungen"),
    "nebenkostenabrechnung": ("Die Nebenkostenabrechnung", "Nebenkostenabrechnungen"),
    "gehaltsabrechnung": ("Die Gehaltsabrechnung", "Gehaltsabrechnungen"),
    "verdienstbescheinigung": ("Die Verdienstbescheinigung", "Verdienstbescheinigungen"),
    "rentenbescheid": ("Der Rentenbescheid", "Rentenbescheide"),
    "leistungsbescheid": ("Der Leistungsbescheid", "Leistungsbescheide"),
    "kindergeldnachweis": ("Der Kindergeldnachweis", "Kindergeldnachweise"),
    "unterhaltsnachweis": ("Der Unterhaltsnachweis", "Unterhaltsnachweise"),
    "einkommensteuerbescheid": ("Der Einkommensteuerbescheid", "Einkommensteuerbescheide"),
    "kontoauszug": ("Der Kontoauszug", "Kontoauszüge"),
    "geburtsurkunde": ("Die Geburtsurkunde", "Geburtsurkunden"),
    "heiratsurkunde": ("Die Heiratsurkunde", "Heiratsurkunden"),
    "immatrikulationsbescheinigung": ("Die Immatrikulationsbescheinigung", "Immatrikulationsbescheinigungen"),
    "schulbescheinigung": ("Die Schulbescheinigung", "Schulbescheinigungen"),
    "schwerbehindertenausweis": ("Der Schwerbehindertenausweis", "Schwerbehindertenausweise"),
    "krankenkassenbescheinigung": ("Die Bescheinigung der Krankenkasse", "Bescheinigungen der Krankenkasse"),
    "zulassungsbescheinigung": ("Die Zulassungsbescheinigung", "Zulassungsbescheinigungen"),
    "nutzungsueberlassung": ("Die Nutzungsüberlassung", "Nutzungsüberlassungen"),
    "vollmacht": ("Die Vollmacht", "Vollmachten"),
    "handelsregisterauszug": ("Der Handelsregisterauszug", "Handelsregisterauszüge"),
    "erlaubnis": ("Die Erlaubnis", "Erlaubnisse"),
    "lageplan": ("Der Lageplan", "Lagepläne"),
    "bauzeichnung": ("Die Bauzeichnung", "Bauzeichnungen"),
    "baubeschreibung": ("Die Baubeschreibung", "Baubeschreibungen"),
    "liegenschaftskarte": ("Die Liegenschaftskarte", "Liegenschaftskarten"),
    "standsicherheitsnachweis": ("Der Standsicherheitsnachweis", "Standsicherheitsnachweise"),
}
"""Per document type its name with the article, and in the plural; other types are "das Dokument"."""

UNNAMED = ("Das Dokument", "Dokumente")


def reason(sentence: str, **values: object) -> Reason:
    """Return a reason; ``values`` fill the braces of the sentence."""
    return Reason(code=sentence.partition(":")[0], message=TEXTS[sentence].format(**values))


def noun(type_id: str) -> str:
    """Return a document type's name with its article, as a sentence begins with it."""
    return NOUNS.get(type_id, UNNAMED)[0]


def plural(type_id: str) -> str:
    """Return a document type's name for several."""
    return NOUNS.get(type_id, UNNAMED)[1]


def dative(type_id: str) -> str:
    """Return a document type's name for several, as it stands behind "2 von 3"."""
    first, *rest = plural(type_id).split()
    return " ".join([first if first.endswith("n") else f"{first}n", *rest])


def listed(names: Iterable[str]) -> str:
    """Return names as a list for a sentence."""
    return ", ".join(names)


def lacking(months: Sequence[str]) -> str:
    """Return which months are missing, to be put behind a count."""
    if not months:
        return "."
    return f" ({'fehlt' if len(months) == 1 else 'fehlen'}: {listed(months)})"
