"""What a GiroCode says: the QR code of a credit transfer on invoices (EPC069-12, version 3.1).

Its lines: BCD, version, character set, SCT, BIC, name, IBAN, amount, purpose, reference, remittance, note.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from contracts.findings import FieldReading
from contracts.reading import PageText, TextSource
from contracts.values import parse_iban

_SERVICE, _KIND, _IBAN = 0, 3, 6  # places of its lines
_LEAST_LINES: Final = 7
_CONFIDENCE: Final = 0.99
"""The code corrects its own errors, and an IBAN has two check digits."""


def read_girocode(pages: Sequence[PageText]) -> FieldReading | None:
    """Return the IBAN of the first GiroCode on the pages, if it is one."""
    for page in pages:
        for code in page.barcodes:
            lines = [line.strip() for line in code.text.splitlines()]
            told = len(lines) >= _LEAST_LINES and (lines[_SERVICE], lines[_KIND]) == ("BCD", "SCT")
            iban = parse_iban(lines[_IBAN]) if told else None
            if iban:
                return FieldReading(
                    value=iban,
                    raw=lines[_IBAN],
                    page=page.index,
                    box=code.box,
                    confidence=_CONFIDENCE,
                    source=TextSource.BARCODE,
                )
    return None
