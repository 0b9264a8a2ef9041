"""What people send packed (ZIP files, mails, files in PDFs) becomes documents of its own.

Nothing is dropped silently: what cannot be unpacked or read stays a document with its problem. A container
is a document itself only where it has pages, or where there is something wrong with it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from contracts.reading import DocumentText, Problem, ProblemCode
from extractors.errors import problem
from extractors.files.containers import Contents, Member, Room
from extractors.files.file_kinds import FileKind, kind_of, may_hold_files
from extractors.limits import ReadingLimits
from extractors.pages.reader import Opening, assemble
from extractors.sandbox import Progress, ReadingPool
from pipeline.submission import SubmittedFile


class Entry(NamedTuple):
    """One document of a submission, before it is read.

    Attributes:
        file: Path for people: ``post.zip/Antrag.pdf``.
        member: Its name in each container, outermost first; empty for what was submitted itself.
        problem: Why there is nothing to read.
        note: Whether it only goes with the documents: the text of a mail, the cover of a portfolio.
        left: Number of files inside that were not unpacked; None where nobody looked.
    """

    file: str
    data: bytes
    member: tuple[str, ...] = ()
    problem: Problem | None = None
    note: bool = False
    left: int | None = None

    def inner(self, member: Member) -> Entry:
        """Return the entry of a file packed in this one."""
        path = (*self.member, member.name)
        return Entry(f"{self.file}/{member.name}", member.data, path, member.problem, member.note)

    def unread(self) -> DocumentText:
        """Return the document of an entry with a problem."""
        problems = () if self.problem is None else (self.problem,)
        opening = Opening(problems=problems)
        document = assemble(self.data, file=self.file, opening=opening, readings=(), started=time.monotonic())
        sha256 = document.sha256 if self.data else ""
        return document.model_copy(update={"member": self.member, "sha256": sha256})

    def read(self, document: DocumentText) -> DocumentText:
        """Return the document with what unpacking knows about it."""
        update: dict[str, object] = {"member": self.member}
        if self.left is not None:
            others = tuple(each for each in document.problems if each.code is not ProblemCode.EMBEDDED_FILES)
            left = (problem(ProblemCode.EMBEDDED_FILES, limit=str(self.left)),) if self.left else ()
            update |= {"problems": others + left, "embedded": document.embedded if self.left else ()}
        return document.model_copy(update=update)


def read_entries(
    entries: Sequence[Entry], pool: ReadingPool, *, progress: Progress | None = None
) -> tuple[DocumentText, ...]:
    """Read all entries, in their order."""
    readable = ((each.file, each.data) for each in entries if each.problem is None)
    readings = pool.read_all(readable, progress=progress)
    return tuple(each.unread() if each.problem else each.read(next(readings)) for each in entries)


def unpack(files: Iterable[SubmittedFile], pool: ReadingPool) -> tuple[Entry, ...]:
    """Return all documents of a submission, those of a container where it stands among the files."""
    unpacking = _Unpacking(pool)
    return tuple(entry for file in files for entry in unpacking.expand(Entry(file.name, file.data)))


class _Unpacking:
    """Unpacks one submission, one level in each step, as long as there is room."""

    def __init__(self, pool: ReadingPool) -> None:
        self._pool = pool
        self._limits: ReadingLimits = pool.limits
        self._files = self._limits.max_files
        self._bytes = self._limits.max_unpacked_bytes

    def expand(self, entry: Entry) -> Iterator[Entry]:
        """Yield the entry where it is a document, then those of all files in it."""
        too_large = len(entry.data) > self._limits.max_bytes
        if entry.problem or too_large or not may_hold_files(entry.data):
            yield entry
            return
        contents = self._contents(entry)
        if kind_of(entry.data) is FileKind.PDF:
            failed = bool(contents.problems) and not contents.left
            yield entry._replace(left=None if failed else contents.left, note=entry.note or contents.cover)
        elif contents.problems or not contents.members:
            wrong = next(iter(contents.problems), problem(ProblemCode.EMPTY))
            yield entry._replace(problem=wrong)
        for member in contents.members:
            yield from self.expand(entry.inner(member))

    def _contents(self, entry: Entry) -> Contents:
        levels = max(0, self._limits.max_depth - len(entry.member))
        room = Room(files=self._files, bytes=self._bytes, levels=levels)
        contents = self._pool.unpack(entry.data, room=room)
        self._files -= len(contents.members)
        self._bytes -= sum(member.size for member in contents.members)
        return contents
