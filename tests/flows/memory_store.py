"""An object store in memory, which fails when it is told to: same interface as ``ObjectStore``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from storage.objects import Bucket, Content, ObjectMissing, ObjectStore, StoredObject, StoreUnreachable


class MemoryStore(ObjectStore):
    """Keeps objects in a dictionary.

    Attributes:
        writes_left: After so many writes the store is down; None for never.
    """

    def __init__(self) -> None:
        self.content: dict[tuple[Bucket, str], bytes] = {}
        self.writes_left: int | None = None

    def ensure_buckets(self) -> None:
        """Do nothing: every bucket is there."""

    def put(self, bucket: Bucket, key: str, data: bytes, *, content_type: str = "") -> None:  # noqa: ARG002 - as the real one
        """Write, or fail."""
        if self.writes_left is not None:
            if self.writes_left == 0:
                raise StoreUnreachable("down")
            self.writes_left -= 1
        self.content[bucket, key] = data

    def get(self, bucket: Bucket, key: str) -> Content:
        """Read."""
        if (bucket, key) not in self.content:
            raise ObjectMissing("gone")
        data = self.content[bucket, key]
        return Content(data, _etag(data))

    def list(self, bucket: Bucket, prefix: str = "") -> Iterator[StoredObject]:
        """List; everything is old enough to be whole."""
        then = datetime(2026, 1, 1, tzinfo=UTC)
        for (found, key), data in self.content.items():
            if found is bucket and key.startswith(prefix):
                yield StoredObject(key, _etag(data), len(data), then)

    def copy(self, source: tuple[Bucket, str], target: tuple[Bucket, str]) -> None:
        """Copy, or fail as writing does."""
        self.put(*target, self.content[source])


def _etag(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]
