"""Labels of the parts in which forms ask for addresses, and for place and date: the same on all forms."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import product
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
    *("In welcher Straße wohnen Sie", "Wie heißt Ihre Straße", "Wie heißt die Straße", "Name der Straße"),
    *("Straße der Wohnung", "Straße der Hauptwohnung", "Straße des Hauptwohnsitzes"),
    *("Ihre Straße", "Ihre Straße und Hausnummer", "Welche Straße und Hausnummer haben Sie"),
)
HOUSE_NUMBER: Final = (
    *("Hausnummer, Zusatz", "Hausnummer mit Zusatz", "Hausnummer und Zusatz", "Haus-Nr., Zusatz"),
    *("Hausnummer, Zusätze", "Hausnummer", "Haus-Nr.", "Hausnr.", "Ihre Hausnummer"),
    *("Welche Hausnummer haben Sie", "Wie ist Ihre Hausnummer", "Wie lautet Ihre Hausnummer"),
)
NUMBER: Final = (*HOUSE_NUMBER, "Nr.")
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
_CODES: Final = ("PLZ", "Postleitzahl")
POSTCODE: Final = (
    *_CODES,
    *("Ihre Postleitzahl", "Wie ist Ihre Postleitzahl", "Wie lautet Ihre Postleitzahl"),
    *("Welche Postleitzahl hat Ihr Ort", "Welche Postleitzahl haben Sie"),
)
PLACE: Final = (
    *("Ort", "Ort / Gemeinde", "Wohnort", "Gemeinde", "Stadt", "Ihr Wohnort", "In welchem Ort wohnen Sie"),
    *("In welcher Stadt wohnen Sie", "In welcher Gemeinde wohnen Sie", "Wie heißt Ihr Ort"),
)
TOWN_ALONE: Final = (
    *("Gemeinde, Ortsteil", "Ort, Ortsteil", "Wohnort, Ortsteil", "Ort / Ortsteil", "Wohnort / Ortsteil"),
    *("Gemeinde / Ortsteil", "Gemeinde / Kreis", "Gemeinde, Kreis", "Ort / Kreis"),
    *("Ort, Gemeindeteil", "Ort / Gemeindeteil", "Ort, Stadtteil", "Ort / Stadtteil", "Ort, Teilort"),
)
"""Labels of towns that also stand beside a postcode of its own."""

PLACES: Final = (*PLACE, *TOWN_ALONE)

TOWN_AND_STREET: Final = (
    *("Ort, Straße und Hausnummer", "Ort, Straße, Hausnummer", "Ort, Straße, Haus-Nr.", "Ort, Straße, Nr."),
    *("Wohnort, Straße und Hausnummer", "Wohnort, Straße, Hausnummer", "Ort, Straße und Hausnr."),
)
"""Labels of all but the postcode, which has a place of its own before them."""

_STREETS: Final = ("Straße, Hausnummer", "Straße und Hausnummer", "Straße, Nr.", "Straße und Nr.")
_TOWNS: Final = tuple(
    f"{code}{link} {place}" for code, link, place in product(_CODES, (",", " und"), PLACE[:3:2])
)
WHOLE_ADDRESS: Final = tuple(
    f"{first}, {then}"
    for street, town in product(_STREETS, _TOWNS)
    for first, then in ((street, town), (town, street))
)
"""Labels of one place for all parts, in either order: "PLZ, Ort, Straße, Hausnummer"."""

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
        "Geschäftsbezeichnung",
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

ALL: Final = (
    *STREET,
    *NUMBER,
    *TOWN,
    *TOWN_AND_STREET,
    *POSTCODE,
    *PLACE,
    *DAY,
    *GIVEN,
    *FAMILY[:-1],
    *OTHERS,
)

SHORT: Final = 9
"""Labels with fewer letters may begin others: "Ort der Geburt" is not where somebody lives."""

PARTS: Final = (*STREET, *NUMBER, *TOWN, *POSTCODE, *PLACE)


@cache
def with_owner(labels: Sequence[str], sections: Sequence[str]) -> tuple[str, ...]:
    """Return the short ones of some labels with those whom they are about: "PLZ der Betriebsstätte"."""
    short = [label for label in labels if len(label) < SHORT]
    owners = [section for section in sections if section.isalpha()]
    of = ("{} der {}", "{} des {}s", "{} des {}es")
    return tuple(each.format(label, owner) for label in short for owner in owners for each in of)
