"""Where applicants vouch for all that they have said: from there on the form is about nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from extractors.forms.page.layout import Segment

_DECLARED: Final = re.compile(
    r"(?:hiermit )?(?:ich|wir|ich/wir)\b.{0,12}\b(?:versicher|erklär|bestätig)\w*.*\bangaben\b", re.IGNORECASE
)


def declarations(segments: Iterable[Segment]) -> list[Segment]:
    """Return the lines that begin such a sentence: "Ich versichere, dass meine Angaben richtig sind"."""
    return [each for each in segments if _DECLARED.match(" ".join(word.text for word in each.words))]
