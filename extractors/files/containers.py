"""Files in files: what ZIP files, mails and PDFs hold, unpacked one level, within limits.

Call ``contents_of`` and ``member_of`` in a child process only (see ``ReadingPool.unpack``). Nothing is
written anywhere: names inside are labels. The same container always gives the same members with the same
names, so a member is found again in the untouched original by its name alone (docs/adr/0013-containers.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from pydantic import Field, NonNegativeInt

from contracts.reading import Problem, ProblemCode
from contracts.records import Record
from extractors.errors import UnreadableFileError, problem
from extractors.files.file_kinds import FileKind, kind_of
from extractors.files.mails import packed_in_mail
from extractors.files.member_names import Names, safe_name
from extractors.files.packed import Packed
from extractors.files.pdf_attachments import is_cover, packed_in_pdf
from extractors.files.zips import packed_in_zip
from extractors.limits import MIB, ReadingLimits

_END_OF_HEAD: Final = b"\n"


class Room(Record):
    """How much may still be unpacked.

    Attributes:
        files: Number of files.
        bytes: Of all of them together, unpacked.
        levels: How deep containers may still lie in each other; at 0 nothing more is unpacked.
    """

    files: NonNegativeInt
    bytes: NonNegativeInt
    levels: NonNegativeInt


class Member(Record):
    """One file inside a container.

    Attributes:
        name: Unique in its container, fit for people; may have folders.
        size: In bytes; 0 if it could not be unpacked.
        problem: Why it could not be unpacked.
        note: Whether it only goes with the documents (the text of a mail) and is none itself.
        data: Its bytes; they travel beside the JSON.
    """

    name: str
    size: NonNegativeInt = 0
    problem: Problem | None = None
    note: bool = False
    data: bytes = Field(default=b"", exclude=True, repr=False)


class Contents(Record):
    """What a file holds.

    Attributes:
        members: In the container's order; empty for files that hold none.
        problems: Of the container: damaged, too deep, too many files.
        cover: Whether its own page is a mere cover of a portfolio.
        left: Number of files that were left inside, for lack of room.
    """

    members: tuple[Member, ...] = ()
    problems: tuple[Problem, ...] = ()
    cover: bool = False
    left: NonNegativeInt = 0


def contents_of(data: bytes, *, room: Room, limits: ReadingLimits) -> Contents:
    """Unpack a file by one level; what is wrong with it is in the problems."""
    kind = kind_of(data)
    try:
        packed = packed_in(data) if room.levels or kind is FileKind.PDF else _too_deep(data, kind, limits)
        files = room.files if room.levels else 0
        members = tuple(_unpack(islice(packed, files), room=room, limits=limits))
        left = sum(1 for _ in packed)
    except UnreadableFileError as error:
        # What keeps a PDF from being opened is said where its pages are read.
        return Contents(problems=() if kind is FileKind.PDF else (error.problem,))
    too_many = (problem(ProblemCode.TOO_MANY_FILES, limit=str(limits.max_files)),) if left else ()
    cover = kind is FileKind.PDF and bool(members) and is_cover(data)
    return Contents(members=members, problems=too_many, cover=cover, left=left)


def member_of(data: bytes, path: tuple[str, ...], *, limits: ReadingLimits) -> bytes:
    """Return a file packed in others; ``path`` has its name in each, outermost container first.

    Raises:
        UnreadableFileError: if it is not there, or cannot be unpacked.
    """
    for wanted in path:
        named = (packed for name, packed in _named(packed_in(data)) if name == wanted)
        found = next(named, None)
        if found is None:
            raise UnreadableFileError(ProblemCode.DAMAGED)
        data = _within(found, room=limits.max_bytes, limits=limits)
    return data


def packed_in(data: bytes) -> Iterator[Packed]:
    """Yield what is packed in a file; nothing for files that hold none.

    Raises:
        UnreadableFileError: if a container cannot be opened.
    """
    match kind_of(data):
        case FileKind.ZIP:
            yield from packed_in_zip(data)
        case FileKind.MAIL:
            yield from packed_in_mail(data)
        case FileKind.PDF:
            yield from packed_in_pdf(data)
        case _:
            pass


def to_answer(contents: Contents) -> bytes:
    """Return the contents as bytes: one line of JSON, then the members' bytes."""
    head = contents.model_dump_json().encode()
    return b"".join((head, _END_OF_HEAD, *(member.data for member in contents.members)))


def from_answer(answer: bytes) -> Contents:
    """Read what ``to_answer`` wrote.

    Raises:
        pydantic.ValidationError: if it is not that.
    """
    head, _, body = answer.partition(_END_OF_HEAD)
    contents = Contents.model_validate_json(head)
    members, start = [], 0
    for member in contents.members:
        data = body[start : start + member.size]
        members.append(member.model_copy(update={"data": data}))
        start += member.size
    return contents.model_copy(update={"members": tuple(members)})


def _unpack(packed: Iterator[Packed], *, room: Room, limits: ReadingLimits) -> Iterator[Member]:
    left = room.bytes
    for name, each in _named(packed):
        try:
            data = _within(each, room=left, limits=limits)
        except UnreadableFileError as error:
            yield Member(name=name, problem=error.problem)
            continue
        left -= len(data)
        yield Member(name=name, size=len(data), note=each.note, data=data)


def _named(packed: Iterator[Packed]) -> Iterator[tuple[str, Packed]]:
    names = Names()
    for number, each in enumerate(packed, start=1):
        yield names.unused(safe_name(each.name, otherwise=f"Datei {number}")), each


def _within(packed: Packed, *, room: int, limits: ReadingLimits) -> bytes:
    """Unpack a file into the room that is left for all of them, and no further than one file may be large."""
    limit = min(room, limits.max_bytes)
    data = packed.read(limit)
    if len(data) <= limit:
        return data
    if limit < limits.max_bytes:
        together = f"{limits.max_unpacked_bytes // MIB} MB für alles Entpackte zusammen"
        raise UnreadableFileError(ProblemCode.TOO_LARGE, limit=together)
    raise UnreadableFileError(ProblemCode.TOO_LARGE, limit=f"{limits.max_bytes // MIB} MB")


def _too_deep(data: bytes, kind: FileKind, limits: ReadingLimits) -> Iterator[Packed]:
    """Refuse a container, unless it is an office document, which is refused as such."""
    if kind is FileKind.ZIP:
        next(packed_in_zip(data), None)
    raise UnreadableFileError(ProblemCode.TOO_DEEP, limit=str(limits.max_depth))
