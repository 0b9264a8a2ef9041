"""Labels of the parts in which forms ask for addresses, and for place and date: the same on all forms."""

from __future__ import annotations

from typing import Final

STREET: Final = (
    "Straße, Hausnummer",
    "Straße und Hausnummer",
    "Straße, Haus-Nr.",
    "Straße, Nr.",
    "Straße, Haus-Nummer",
    "Straße/Platz, Hausnummer",
    "Straße und Nr.",
    "Straße/Nr.",
    "Straße / Nr.",
    "Straße / Hausnummer",
    "Straße, Hausnummer (ggf. Zusatz)",
    "Straße, Hausnummer, Zusätze",
    "Straße/Hausnummer",
    "Straße, Hausnr.",
    "Straße und Hausnr.",
    "Wohnhaft in",
    "Straße / Platz",
    "Straße",
)
NUMBER: Final = ("Hausnummer, Zusätze", "Hausnummer", "Haus-Nr.", "Hausnr.", "Nr.")
TOWN: Final = (
    "PLZ, Ort",
    "PLZ, Gemeinde",
    "PLZ und Gemeinde",
    "PLZ, Stadt",
    "PLZ und Ort",
    "PLZ/Ort",
    "Postleitzahl, Ort",
    "Postleitzahl und Ort",
    "Postleitzahl, Wohnort",
    "PLZ, Wohnort",
    "Postleitzahl, Gemeinde",
    "Postleitzahl, Gemeinde, Ortsteil",
    "Postleitzahl, Gemeinde/Kreis/Land",
    "Postleitzahl und Wohnort",
    "Gemeinde, Ortsteil",
    "Gemeinde, Ortsteil (mit PLZ)",
    "Ort, Ortsteil",
    "Ort, Ortsteil (mit Postleitzahl)",
    "Ort, Ortsteil (mit PLZ)",
    "PLZ, Ort, Ortsteil",
    "PLZ, Gemeinde, Ortsteil",
    "Postleitzahl, Ort, Ortsteil",
    "Postleitzahl / Ort",
    "PLZ Ort",
    "wohnhaft in (PLZ, Ort)",
    "PLZ und Wohnort",
    "PLZ / Wohnort",
)
POSTCODE: Final = ("PLZ", "Postleitzahl")
PLACE: Final = ("Ort", "Ort / Gemeinde", "Wohnort", "Gemeinde", "Stadt")
TOWN_ALONE: Final = (
    *("Gemeinde, Ortsteil", "Ort, Ortsteil", "Wohnort, Ortsteil", "Ort / Ortsteil", "Wohnort / Ortsteil"),
    *("Gemeinde / Ortsteil", "Gemeinde / Kreis", "Gemeinde, Kreis", "Ort / Kreis"),
    *("Ort, Gemeindeteil", "Ort / Gemeindeteil", "Ort, Stadtteil", "Ort / Stadtteil", "Ort, Teilort"),
)
"""Labels of towns that also stand beside a postcode of its own."""

DAY: Final = ("Datum",)
GIVEN: Final = ("Vorname", "Vornamen", "Vorname(n)")
FAMILY: Final = ("Familienname", "Nachname", "Name")

OTHERS: Final = (
    *("Telefon", "Telefax", "Fax", "E-Mail", "Mobiltelefon", "Internet", "Geburtsort", "Geburtsname"),
    *("Staatsangehörigkeit", "Staatsangehörigkeit(en)", "Familienstand", "Geschlecht", "Beruf", "Anrede"),
    *("Büroanschrift", "Bauvorlageberechtigung", "Mitgliedsnummer", "Listen-Nr.", "Grundstücksgröße"),
    *(
        "Hersteller / Typ",
        "Hersteller, Typ",
        "Fahrzeugtyp",
        "Kontoinhaber",
        "Kontoinhaberin",
        "Kreditinstitut",
    ),
    *(
        "Geldinstitut",
        "Name des Geldinstituts",
        "Name der Bank",
        "BIC",
        "Aktenzeichen",
        "Wohnfläche",
        "Handzeichen",
    ),
    *("Wohnfläche in qm", "Wohnfläche in m²", "Gültig bis", "Seriennummer", "Ausstellungsbehörde"),
    *("Berufsbezeichnung", "Pflegegrad", "Schwerpunkt", "Registergericht", "Ausweisart"),
)
"""Labels of what no contract asks for, or not all of them: where they stand is no answer."""

WHOLE: Final = ("Anschrift", "Adresse", "Wohnanschrift", "Wohnort", "Geburtsdatum", "Name", "Unterschrift")
"""What the same is asked for in one place, and what forms of all kinds ask for."""

ALL: Final = (*STREET, *NUMBER, *TOWN, *POSTCODE, *PLACE, *DAY, *GIVEN, *FAMILY[:-1], *OTHERS)
