"""Who is learned from, who calibrates, who tests: whole authors, never single documents."""

from __future__ import annotations

from typing import Final

LEARN: Final = ("digital", "ergaenzung", "grundstock", "knapp", "nord", "ost", "sued", "vorlagen")
"""Authors that the models learn from."""
DEVELOP: Final = ("west", "vorlagen-zurueckgehalten")
"""Authors by whom choices are made and probabilities calibrated; nothing learns from them."""
TEST: Final = ("pruefung",)
"""Authors that are looked at once a model is done."""
