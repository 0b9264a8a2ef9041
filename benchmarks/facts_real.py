"""Real texts of payslips and bank statements as pages of words, with what they say.

The texts lie beside the checkout, never in it; what is kept here are facts about them. The words are put
where a typewriter would have put them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from contracts.reading import PageText, TextSource, Word
from contracts.records import Box, PageSize

TEXTS = Path(__file__).parents[2] / "shared" / "data"
LINES_PER_PAGE: Final = 62
ADVANCE, PITCH, HEIGHT = 4.6, 12.6, 9.0
"""Points per letter, from line to line, and of a letter."""

STATEMENTS: Final = {
    "akfbank_Kontoauszug01": ("2011-04-30", "2011-04-30"),
    "akfbank_Kontoauszug05": ("2023-12-30", "2023-12-30"),
    "akfbank_Kontoauszug09": ("2022-11-30", "2022-11-30"),
    "audibank_Kontoauszug01": ("", "2021-12-26"),
    "bank11_Kontoauszug02": ("2023-12-29", "2023-12-30"),
    "c24bankgmbh_Kontoauszug01": ("2024-05-31", ""),
    "comdirect_Finanzreport02": ("2013-12-02", ""),
    "comdirect_Finanzreport06": ("2018-08-01", ""),
    "comdirect_Finanzreport10MitSteuerverrechnungPositiv": ("2024-12-02", ""),
    "consorsbank_Kontoabschluss02": ("2023-09-30", ""),
    "consorsbank_Kontoauszug04": ("2015-05-29", "2015-05-29"),
    "deutschebank_GiroKontoauszug01": ("2020-11-30", "2020-11-30"),
    "deutschebank_GiroKontoauszug05": ("2023-06-30", ""),
    "deutschebank_GiroKontoauszug09": ("2021-10-29", ""),
    "direkt1822bank_Kontoauszug02": ("2025-03-31", ""),
    "dkb_GiroKontoauszug05": ("2021-04-01", ""),
    "dkb_GiroKontoauszug09": ("2015-04-01", ""),
    "dkb_GiroKontoauszug14": ("2022-04-04", ""),
    "ingdiba_ExtraKontoauszug03": ("", "2024-12-30"),
    "ingdiba_GiroKontoauszug06": ("2026-03-31", "2026-03-31"),
    "ingdiba_VLKontoauszug03": ("2023-03-06", "2023-03-06"),
    "mlpbank_Depotauszug02": ("2016-10-04", "2016-10-04"),
    "n26bankag_Kontoauszug02": ("2024-07-02", "2024-07-02"),
    "n26bankag_Kontoauszug06": ("2025-01-31", "2025-02-06"),
    "oldenburgischelandesbankag_Kontoauszug03": ("", "2024-10-31"),
    "onvista_Kontoauszug04": ("2022-03-31", ""),
    "onvista_Kontoauszug08": ("2021-03-31", ""),
    "onvista_Kontoauszug12": ("2018-03-29", ""),
    "quirinbankag_Depotauszug03": ("", "2010-07-01"),
    "quirinbankag_Depotauszug09": ("", "2014-03-31"),
    "renaultbankdirekt_Kontoauszug06": ("2021-12-31", "2022-01-01"),
    "renaultbankdirekt_Kontoauszug10": ("2022-08-31", "2022-08-31"),
    "santanderconsumerbank_Kontoauszug01": ("2023-05-31", "2023-06-03"),
    "santanderconsumerbank_Kontoauszug06": ("2026-01-31", "2026-02-06"),
    "sbroker_GiroKontoauszug04": ("2019-08-30", ""),
    "sbroker_GiroKontoauszug09": ("2019-12-30", ""),
    "sbroker_GiroKontoauszug13": ("2017-02-06", ""),
    "scalablecapital_Kontoauszug04": ("2026-01-31", "2026-02-18"),
    "solarisbank_GiroKontoauszug04": ("2022-10-31", "2022-11-01"),
    "traderepublic_Kontoauszug03": ("2020-12-31", "2021-01-22"),
    "traderepublic_Kontoauszug09": ("2024-05-03", "2024-05-04"),
    "traderepublic_Kontoauszug14": ("2024-06-30", "2024-07-01"),
    "traderepublic_Zinsabrechnung03": ("", "2023-11-01"),
    "traderepublic_Zinsabrechnung10": ("", "2025-12-01"),
}
"""Name -> last day of the period, date of issue; empty where the text does not clearly say it."""

PAYSLIPS: Final = {
    **dict.fromkeys(("konfuzio_44840", "konfuzio_44847"), "2018-04"),
    "konfuzio_44845": "",  # the scan says "20138"
}
"""Payslips that are not for December 2018."""


class RealText(NamedTuple):
    """A text with one fact that is asked of it; an empty value must not be read."""

    name: str
    type_id: str
    fact: str
    value: str
    pages: tuple[PageText, ...]


def real_texts(folder: Path = TEXTS) -> Iterator[RealText]:
    """Yield the real texts; none where the folder is not there."""
    for path in sorted((folder / "payslips").glob("*document.txt")):
        name = path.name.removesuffix("_document.txt")
        month = PAYSLIPS.get(name, "2018-12")
        yield RealText(name, "gehaltsabrechnung", "monat", month, typed(_lines(path)))
    for path in sorted((folder / "bank_texts").glob("*.txt")):
        pages = typed(_lines(path))
        for fact, value in zip(
            ("zeitraum", "ausstellungsdatum"), STATEMENTS.get(path.stem, ()), strict=False
        ):
            if value:
                yield RealText(path.stem, "kontoauszug", fact, value, pages)


def _lines(path: Path) -> list[str]:
    """Return the lines behind what the program that took the text wrote over it."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    rule = next((index for index, line in enumerate(lines[:10]) if line.startswith("-----")), -1)
    return lines[rule + 1 :]


def typed(lines: Sequence[str]) -> tuple[PageText, ...]:
    """Return lines of text as pages, every letter as wide as the others."""
    sheets = [lines[start : start + LINES_PER_PAGE] for start in range(0, len(lines), LINES_PER_PAGE)]
    return tuple(_page(index, sheet) for index, sheet in enumerate(sheets))


def _page(index: int, lines: Sequence[str]) -> PageText:
    words = []
    for row, line in enumerate(lines):
        top = 40 + row * PITCH
        for match in re.finditer(r"\S+", line):
            left, right = 30 + match.start() * ADVANCE, 30 + match.end() * ADVANCE
            words.append(Word(match[0], Box(left, top, right - 0.6, top + HEIGHT)))
    return PageText(index=index, size=PageSize(595, 842), source=TextSource.TEXT, words=tuple(words))
