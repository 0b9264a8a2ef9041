"""The legal form of a business: forms ask for it together with the name, "Muster Dienste GmbH"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from contracts.findings import FieldReading

FIELD: Final = "rechtsform"

_AT_END: Final = re.compile(
    r".*?[\s,;–-]\(?(?P<form>"
    r"(?:GmbH|UG(?: ?\(haftungsbeschränkt\))?|AG|SE) ?(?:&|und|\+) ?Co\.? ?(?:KG|OHG|KGaA)"
    r"|g?GmbH|UG(?: ?\(?haftungsbeschränkt\)?)?|KGaA|AG|SE|OHG|KG|eG|eGbR|GbR|PartG(?: ?mbB)?"
    r"|e\. ?(?:K|Kfm|Kfr|V)\.?)\)?"
)


def with_legal_form(readings: Mapping[str, FieldReading]) -> dict[str, FieldReading]:
    """Return the readings; of a full name with the legal form at its end, the legal form is kept.

    >>> _AT_END.fullmatch("Muster Dienste UG (haftungsbeschränkt)")["form"]
    'UG (haftungsbeschränkt)'
    """
    reading = readings.get(FIELD)
    found = _AT_END.fullmatch(reading.value) if reading is not None and reading.value else None
    if reading is None or found is None:
        return dict(readings)
    return {**readings, FIELD: reading.model_copy(update={"value": found["form"]})}
