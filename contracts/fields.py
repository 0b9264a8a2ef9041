"""What can be asked of a document: fields of forms and facts of attachments, described the same way."""

from __future__ import annotations

import re
from enum import StrEnum

from pydantic import Field, field_validator

from contracts.records import Record

_BIRTH = re.compile(r"(?:.*\b)?geb(?:urt|oren|\.)")


class FieldKind(StrEnum):
    """How a value is read, normalised and compared."""

    NAME = "name"
    TEXT = "text"
    WORD = "word"
    DATE = "date"
    MONTH = "month"
    PERIOD = "period"
    AMOUNT = "amount"
    NUMBER = "number"
    CHOICE = "choice"
    YES_NO = "yes_no"
    IBAN = "iban"
    ACCOUNT = "account"
    TAX_ID = "tax_id"
    PLATE = "plate"
    ADDRESS = "address"
    PLACE = "place"
    PLACE_DATE = "place_date"
    EMAIL = "email"
    PHONE = "phone"
    SIGNATURE = "signature"
    PERSONS = "persons"


class EmptyMeans(Record):
    """What an empty answer says on forms that print one of the questions ``where``."""

    value: str
    where: tuple[str, ...]


class FieldSpec(Record):
    """A field of a form, or a fact of an attachment: its kind, and how people print its label.

    Attributes:
        labels: Printed labels with their synonyms, most usual first; case and punctuation don't count.
        sections: Headings under which the field stands; decides between equal labels ("Anschrift").
        not_sections: Headings under which an equal label means something else ("Vermieter").
        options: For choices: per id the words that stand at the tick box, or that may be written. For texts:
            per id the words by which conditions know it; what is written stays as it is.
        combined: For choices: the option that is meant where just these others are ticked together.
        empty_means: Where leaving the field empty is an answer.
        columns: For lists of persons: the fields of one person.
        long: Whether the answer may be several lines of text.
        required_if: For such a field: the person's yes/no field that makes it required where it says yes.
        fim: Id and version of the FIM data field or group that it stands for, as ``F60000000227V1.2``.
    """

    kind: FieldKind
    required: bool = False
    title: str = ""
    labels: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    not_sections: tuple[str, ...] = ()
    options: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    combined: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    empty_means: EmptyMeans | None = None
    columns: dict[str, FieldSpec] = Field(default_factory=dict)
    long: bool = False
    required_if: str | None = None
    fim: str | None = None

    @property
    def of_birth(self) -> bool:
        """Whether the field asks for a birthday: a day long ago, or of a child."""
        return self.kind is FieldKind.DATE and any(_BIRTH.match(label.lower()) for label in self.labels)

    @field_validator("labels", "sections", "not_sections", mode="before")
    @classmethod
    def _lists_in_lists_are_one(cls, value: object) -> object:
        """Lists of headings are shared by fields, as in ``not_sections: [*partner, Vermieter]``."""
        if not isinstance(value, list | tuple):
            return value
        parts = (entry if isinstance(entry, list | tuple) else (entry,) for entry in value)
        return tuple(dict.fromkeys(entry for part in parts for entry in part))

    @field_validator("options", mode="before")
    @classmethod
    def _one_word_is_a_list(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        return {key: (words,) if isinstance(words, str) else words for key, words in value.items()}
