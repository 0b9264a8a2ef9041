"""What all tables share: how Python types are stored, and how constraints are named."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import DateTime, Enum, MetaData, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeEngine

from storage.states import (
    CaseState,
    FoundBy,
    Role,
    SubmissionState,
    TaskKind,
    TaskState,
    VerdictAction,
)

Json = dict[str, Any]


def utcnow() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


def _words(states: type[StrEnum]) -> Enum:
    """Store a StrEnum as its word, so that a new word needs no change of a database type."""
    return Enum(
        states, native_enum=False, length=32, values_callable=lambda enum: [each.value for each in enum]
    )


class Base(DeclarativeBase):
    """What all tables share."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, TypeEngine[Any]]] = {
        str: Text(),
        datetime: DateTime(timezone=True),
        Json: JSONB(),
        list[int]: JSONB(),
        list[str]: JSONB(),
        list[Json]: JSONB(),
        **{
            states: _words(states)
            for states in (SubmissionState, FoundBy, CaseState, TaskKind, TaskState, VerdictAction, Role)
        },
    }
