"""What the stages after reading pass on: parts with a type, field readings, findings, a proposal."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, NonNegativeInt

from contracts.reading import Confidence, PageText, TextSource
from contracts.records import Box, Record


class Guess(Record):
    """A document type with its calibrated probability."""

    type: str
    confidence: Confidence


class Part(Record):
    """One document inside a file: an annotation over the untouched original, never a cut.

    Attributes:
        document: Position of the file in the submission, counted from 0.
        pages: Page numbers, counted from 0, ascending; not contiguous where blank backs lie between.
        procedure: For an application form: the procedure it belongs to, if known.
        other_form: For one that only looks like a known procedure's: its title.
        region: Where the document stands on its page, if there are others on the same one.
        words: The words that spoke most for the type, for the "why?" of the review queue.
    """

    document: NonNegativeInt
    pages: tuple[NonNegativeInt, ...]
    type: str
    confidence: Confidence
    runner_up: Guess | None = None
    procedure: str | None = None
    other_form: str = ""
    region: Box | None = None
    words: tuple[str, ...] = ()


class FieldState(StrEnum):
    """State of a form field."""

    FILLED = "filled"
    EMPTY = "empty"
    UNCLEAR = "unclear"
    INVALID = "invalid"


class FieldReading(Record):
    """A value with its place: of a form field, or a fact of an attachment.

    Attributes:
        value: Normalised (dates ISO 8601, amounts "575.00", IBAN and plates without blanks);
            None unless the state is filled or invalid.
        raw: As read, before normalising.
        page: Page number in the document, counted from 0; None when there is no place to show.
        document: Where a form is spread over several files: the one in which the value stands, if it is
            not the form's main one.
        handwritten: Whether it is written by hand. Its value is then set only where something vouches for it.
        note: For people: what is wrong with an invalid value, or remarkable about another; one plain German
            sentence without any word of the document.
        items: For lists of persons: one mapping of readings per person, in the form's order.
    """

    value: str | None = None
    raw: str = ""
    state: FieldState = FieldState.FILLED
    page: NonNegativeInt | None = None
    document: NonNegativeInt | None = None
    box: Box | None = None
    confidence: Confidence = 1.0
    source: TextSource | None = None
    handwritten: bool = False
    note: str = ""
    items: tuple[dict[str, FieldReading], ...] = ()


class Agreement(StrEnum):
    """Whether what the form says in a field stands in a document."""

    YES = "ja"
    NO = "nein"
    UNCLEAR = "unklar"


class Attachment(Record):
    """A part with the facts that were read from it, and its pages for looking up what the form says.

    Attributes:
        facts: Keyed by fact id (``gueltig_bis``, ``monat``...), as listed per document type.
        pages: The pages of the part; whether a name stands in a document is a surer question than
            which name stands in it.
        unsigned: Page (counted from 0) with the place for its signatures, if that is empty.
        agrees: Form field (of a person listed: ``person-1.vorname``) -> whether what it says stands in the
            document. Kept so that a changed contract can be tried on past cases, without their words.
    """

    part: Part
    facts: dict[str, FieldReading] = Field(default_factory=dict)
    pages: tuple[PageText, ...] = ()
    unsigned: NonNegativeInt | None = None
    agrees: dict[str, Agreement] = Field(default_factory=dict)


class FilledForm(Record):
    """The application form of a submission with its fields; ``part`` is None when no form was found."""

    part: Part | None = None
    variant: str | None = None
    fields: dict[str, FieldReading] = Field(default_factory=dict)


class FindingState(StrEnum):
    """The states of a requirement, as in the stable interface."""

    PRESENT = "present"
    MISSING = "missing"
    EXPIRED = "expired"
    MISMATCH = "mismatch"
    ILLEGIBLE = "illegible"
    UNCLEAR = "unclear"
    NOT_REQUIRED = "not_required"


BLOCKING_STATES = frozenset(FindingState) - {FindingState.PRESENT, FindingState.NOT_REQUIRED}
"""A case with a finding in one of these states (soft requirements aside) is not complete."""


class Reason(Record):
    """Why a finding has its state: a stable code, and one plain German sentence."""

    code: str
    message: str


class Evidence(Record):
    """Where to look: a part's pages (counted from 0) in a document, and the box of the deciding value."""

    document: NonNegativeInt
    pages: tuple[NonNegativeInt, ...]
    page: NonNegativeInt | None = None
    box: Box | None = None


class Finding(Record):
    """What was found about one requirement for one subject (``antragsteller``, ``person-1``...)."""

    requirement: str
    subject: str = "antragsteller"
    state: FindingState
    reason: Reason
    evidence: tuple[Evidence, ...] = ()
    confidence: Confidence = 1.0
    sources: tuple[str, ...] = ("rule",)
    soft: bool = False

    @property
    def blocking(self) -> bool:
        """Whether this finding alone keeps the case from being complete."""
        return not self.soft and self.state in BLOCKING_STATES


class Hint(Record):
    """A contradiction that a person should know of; it changes neither findings nor the proposal.

    Attributes:
        subject: Whom it is about (``antragsteller``, ``person-1``...).
        evidence: Both places, first that of the document that is named first.
    """

    subject: str = "antragsteller"
    reason: Reason
    evidence: tuple[Evidence, ...]


class ProposedAction(StrEnum):
    """What the service proposes; a person decides."""

    ACCEPT = "accept"
    REQUEST_DOCUMENTS = "request_documents"
    REFER = "refer"
