"""A known form, pinned: which widget or which place on the printed form holds which field.

One YAML file per known form, ``contracts/forms/<procedure>--<variant>.yaml``. A form that no variant
knows is read through its labels alone.
"""

from __future__ import annotations

from pydantic import Field, PositiveInt, field_validator

from contracts.records import Box, PageSize, Record


class Place(Record):
    """Where an answer stands.

    Attributes:
        page: Page of the form, counted from 1 as people do; the loader keeps it so.
        box: In points of the upright page of the blank form.
        widget: Full name of the live form field, if the form has one there.
        on_state: For tick boxes: the widget's state that means "ticked".
        comb: For combs: what the cells hold, e.g. ``DDMMYYYY``.
    """

    page: PositiveInt
    box: Box
    widget: str | None = None
    on_state: str | None = None
    comb: str | None = None


class Pin(Record):
    """The place or places of one field: exactly one of the attributes is set.

    Attributes:
        at: One place that holds the whole answer.
        parts: Places whose texts together are the answer, joined by ``joint``.
        options: For choices: the tick box of each option.
        persons: For lists of persons: per person and column a pin.
    """

    at: Place | None = None
    parts: tuple[Place, ...] = ()
    joint: str = " "
    options: dict[str, Place] = Field(default_factory=dict)
    persons: tuple[dict[str, Pin], ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """All places of this pin, persons aside."""
        single = (self.at,) if self.at else ()
        return single + self.parts + tuple(self.options.values())


class VariantPage(Record):
    """One page of the blank form.

    Attributes:
        anchors: Printed words that stand once on the page, and where: what a scan is aligned by.
    """

    size: PageSize
    anchors: dict[str, Box]


class FormVariant(Record):
    """A known form of a procedure.

    Attributes:
        procedure: Id of the procedure whose fields it holds.
        share: Share of the anchors that must be found again for the form to count as this one.
    """

    id: str
    procedure: str
    title: str
    share: float = 0.6
    pages: tuple[VariantPage, ...]
    pins: dict[str, Pin]

    @field_validator("pins", mode="before")
    @classmethod
    def _place_alone_is_a_pin(cls, value: object) -> object:
        return _as_pins(value)


def _as_pins(value: object) -> object:
    if not isinstance(value, dict):
        return value
    return {name: _as_pin(pin) for name, pin in value.items()}


def _as_pin(pin: object) -> object:
    if isinstance(pin, dict) and "box" in pin:
        return {"at": pin}
    if isinstance(pin, dict) and "persons" in pin:
        return {**pin, "persons": [_as_pins(person) for person in pin["persons"]]}
    return pin
