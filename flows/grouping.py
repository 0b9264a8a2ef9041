"""Which objects of the inbox belong together, and which of these submissions are whole. Pure functions.

inbox/<procedure>/<submission>/…    whole when meta.json is there, or when it has been quiet
inbox/<procedure>/<file>            one file is one submission, whole at once: S3 shows no half files
inbox/<reference>/…                 late documents of an open case; whole as a folder is
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid5

from storage.objects import StoredObject
from storage.references import read_reference

META = "meta.json"
_NAMESPACE = UUID("6f1b8f9c-53a5-4b0f-9d55-0a4d1c6a8e11")


class Parcel(NamedTuple):
    """Objects that belong together.

    Attributes:
        source: Prefix (ending in a slash) or key in the inbox.
        address: First part of the key: a procedure's id, or a case reference; empty for a stray file.
    """

    source: str
    address: str
    objects: tuple[StoredObject, ...]

    @property
    def submission_id(self) -> UUID:
        """Follows from what is in the parcel: taking the same parcel twice gives the same id."""
        content = "\n".join([self.source, *(f"{each.key} {each.etag}" for each in self.objects)])
        return uuid5(_NAMESPACE, content)

    @property
    def reference(self) -> str | None:
        """The case reference to which this is addressed, if it is one."""
        return read_reference(self.address)

    @property
    def meta(self) -> StoredObject | None:
        """The closing meta.json, if there is one."""
        return next((each for each in self.objects if self.name_of(each) == META), None)

    @property
    def size(self) -> int:
        """In bytes."""
        return sum(each.size for each in self.objects)

    def name_of(self, each: StoredObject) -> str:
        """Return the path of a file inside its submission."""
        if each.key == self.source:
            return each.key.rpartition("/")[2]
        return each.key.removeprefix(self.source)

    def is_whole(self, now: datetime, stability: timedelta) -> bool:
        """Whether nothing more is to be waited for."""
        closed = self.meta is not None and len(self.objects) > 1  # documents may still be on their way
        if closed or not self.source.endswith("/"):
            return True
        return max(each.modified for each in self.objects) + stability <= now


def parcels(objects: Iterable[StoredObject]) -> list[Parcel]:
    """Put objects together to submissions, in the order of their keys."""
    groups: dict[tuple[str, str], list[StoredObject]] = defaultdict(list)
    for each in sorted(objects, key=lambda each: each.key):
        groups[_place(each.key)].append(each)
    return [Parcel(source, address, tuple(group)) for (source, address), group in groups.items()]


def _place(key: str) -> tuple[str, str]:
    match key.split("/"):
        case [_]:
            return key, ""
        case [address, _]:
            return (f"{address}/" if read_reference(address) else key), address
        case [address, folder, *_]:
            return f"{address}/{folder}/", address
        case _:
            raise AssertionError("split gives one part at least")
