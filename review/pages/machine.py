"""For machines: a sign of life, and the object store's messages.

A message of the object store is a hint only: the ledger finds out itself what is new.
"""

from __future__ import annotations

import hmac
from typing import Annotated, Any
from urllib.parse import unquote_plus

from fastapi import APIRouter, Body, Header, HTTPException, status

from review.context import Context
from storage.database import DatabaseUnreachable
from storage.objects import Bucket
from storage.wakeup import hint_inbox

router = APIRouter()


@router.get("/health")
def health(context: Context) -> dict[str, str]:
    """Say whether the app can work.

    Raises:
        HTTPException: 503 if the database does not answer.
    """
    try:
        context.database.check()
    except DatabaseUnreachable:
        raise HTTPException(status.HTTP_503_SERVICE_UNAVAILABLE) from None
    return {"status": "ok"}


@router.post("/events/s3", status_code=status.HTTP_204_NO_CONTENT)
def hear_object_store(
    context: Context,
    message: Annotated[dict[str, Any], Body()],
    authorization: Annotated[str, Header()] = "",
) -> None:
    """Take an S3 event message, as webhooks of MinIO and others send it.

    Raises:
        HTTPException: 403 unless the shared secret comes along.
    """
    secret = authorization.removeprefix("Bearer ")
    if not context.events_secret or not hmac.compare_digest(secret.encode(), context.events_secret.encode()):
        raise HTTPException(status.HTTP_403_FORBIDDEN)
    with context.database.begin() as session:
        for key in _new_keys(message):
            hint_inbox(session, key)


def _new_keys(message: dict[str, Any]) -> list[str]:
    """Return the keys that were created in the inbox; they come URL-encoded."""
    records = message.get("Records")
    parts = [record.get("s3", {}) for record in records or [] if isinstance(record, dict)]
    return [
        unquote_plus(str(part["object"]["key"]))
        for part in parts
        if part.get("object", {}).get("key")
        and str(part.get("bucket", {}).get("name", "")).endswith(Bucket.INBOX.value)
    ]
