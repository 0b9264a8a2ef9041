"""The flow ``apply-verdict``: what a person decided becomes letters, reports and the case's new state."""

from __future__ import annotations

from uuid import UUID

from prefect import flow

from flows.applying import carry_out
from flows.house import open_house

NAME = "apply-verdict"


@flow(name=NAME, persist_result=False, validate_parameters=False)
def apply_verdict(verdict_id: str) -> None:
    """Carry out one verdict, once."""
    carry_out(open_house(), UUID(verdict_id))
