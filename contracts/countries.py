"""Names of countries as people write them behind an address abroad."""

from __future__ import annotations

from typing import Final

COUNTRIES: Final = frozenset(
    each.casefold()
    for each in (
        "Ägypten", "Äthiopien", "Afghanistan", "Albanien", "Algerien", "Argentinien", "Armenien",
        "Aserbaidschan", "Australien", "Bangladesch", "Belarus", "Belgien", "Bosnien und Herzegowina",
        "Brasilien", "Bulgarien", "Chile", "China", "Dänemark", "Ecuador", "Eritrea", "Estland",
        "Finnland", "Frankreich", "Georgien", "Ghana", "Griechenland", "Großbritannien", "Indien",
        "Indonesien", "Irak", "Iran", "Irland", "Island", "Israel", "Italien", "Japan", "Jordanien",
        "Kamerun", "Kanada", "Kasachstan", "Kenia", "Kolumbien", "Kosovo", "Kroatien", "Kuba", "Lettland",
        "Libanon", "Liechtenstein", "Litauen", "Luxemburg", "Malta", "Marokko", "Mexiko", "Moldau",
        "Mongolei", "Montenegro", "Nepal", "Neuseeland", "Niederlande", "Nigeria", "Nordmazedonien",
        "Norwegen", "Österreich", "Pakistan", "Peru", "Philippinen", "Polen", "Portugal",
        "Republik Moldau", "Rumänien", "Russland", "Saudi-Arabien", "Schweden", "Schweiz", "Senegal",
        "Serbien", "Singapur", "Slowakei", "Slowenien", "Somalia", "Spanien", "Sri Lanka", "Südafrika",
        "Südkorea", "Sudan", "Syrien", "Thailand", "Togo", "Tschechien", "Tunesien", "Türkei", "UK",
        "Ukraine", "Ungarn", "USA", "Usbekistan", "Venezuela", "Vereinigte Arabische Emirate",
        "Vereinigtes Königreich", "Vereinigte Staaten", "Vietnam", "Weißrussland", "Zypern",
    )
)  # fmt: skip
