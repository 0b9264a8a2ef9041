"""Fill in the places of a known form: boxes from the blank form's widgets, anchors from its printed words.

    python scripts/pin_form.py BLANK.pdf contracts/forms/<procedure>--<variant>.yaml

In the YAML, a place may be given by its widget alone (``{widget: NAME}``, or with ``on_state: STATE``); this
script adds page and box, and writes the words that scans are aligned by. Running it again changes nothing.
The blank form itself stays outside of the repository.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from contracts.reading import Widget, Word
from extractors.files.pdf import PdfFile
from extractors.limits import ReadingLimits

ANCHORS_PER_PAGE = 60
LETTERS = 4


def main(blank: Path, variant: Path) -> None:
    """Read the blank form, and write the variant's file anew."""
    draft = yaml.safe_load(variant.read_text(encoding="utf-8"))
    pdf = PdfFile(blank.read_bytes(), limits=ReadingLimits())
    natives = [pdf.native(index) for index in range(pdf.page_count)]
    widgets = [(page, widget) for page, native in enumerate(natives, 1) for widget in native.widgets]
    draft["pins"] = {name: _placed(pin, widgets) for name, pin in draft["pins"].items()}
    draft["pages"] = [
        {"size": [round(edge, 1) for edge in native.size], "anchors": _anchors(native.words)}
        for native in natives
    ]
    variant.write_text(_dump(draft), encoding="utf-8")


def _placed(pin: Any, widgets: list[tuple[int, Widget]]) -> Any:
    if isinstance(pin, list):
        return [_placed(entry, widgets) for entry in pin]
    if not isinstance(pin, dict):
        return pin
    if isinstance(pin.get("widget"), str):
        return {
            **_find(pin, widgets),
            **{key: value for key, value in pin.items() if key not in {"page", "box"}},
        }
    return {key: _placed(value, widgets) for key, value in pin.items()}


def _find(place: dict[str, Any], widgets: list[tuple[int, Widget]]) -> dict[str, Any]:
    for page, widget in widgets:
        if widget.name == place["widget"] and place.get("on_state") in {None, widget.on_state}:
            return {"page": page, "box": [round(edge, 1) for edge in widget.box]}
    raise SystemExit(f"The form has no widget {place['widget']} with state {place.get('on_state')}.")


def _anchors(words: tuple[Word, ...]) -> dict[str, list[float]]:
    """Words of some length that stand once on the page, evenly taken from top to bottom."""
    count = Counter(word.text for word in words)
    unique = [word for word in words if count[word.text] == 1 and sum(map(str.isalpha, word.text)) >= LETTERS]
    step = max(1, len(unique) // ANCHORS_PER_PAGE)
    return {word.text: [round(edge, 1) for edge in word.box] for word in unique[::step]}


def _dump(draft: dict[str, Any]) -> str:
    head = (
        "# A known form, pinned. Boxes and anchors are written by scripts/pin_form.py from the blank form.\n"
    )
    return head + yaml.dump(draft, allow_unicode=True, sort_keys=False, default_flow_style=None, width=110)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
