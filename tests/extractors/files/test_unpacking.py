"""Unpacking in the child processes: whatever a container does, the parent lives and says what happened."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contracts.reading import ProblemCode
from extractors.errors import UnreadableFileError
from extractors.files.containers import Contents, Room
from extractors.limits import MIB, ReadingLimits
from extractors.sandbox import ReadingPool
from tests.extractors.drawn import text_pdf
from tests.extractors.engines import SteadyEngine
from tests.extractors.packed import mail_of, zip_of

ROOM = Room(files=100, bytes=200 * MIB, levels=3)


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    """Two child processes."""
    with ReadingPool(ReadingLimits(), workers=2, make_engine=SteadyEngine) as started:
        yield started


def test_members_come_back_byte_by_byte(pool: ReadingPool) -> None:
    """Line ends and all: the bytes travel beside the description."""
    files = {"a\n.bin": b"\n\n{}\r\n\0", "leer.txt": b"", "b.pdf": text_pdf()}
    contents = pool.unpack(zip_of(files), room=ROOM)
    assert [member.data for member in contents.members] == list(files.values())
    assert [member.size for member in contents.members] == [len(data) for data in files.values()]


def test_what_holds_nothing_is_no_container(pool: ReadingPool) -> None:
    """Plain documents have no members and no problems."""
    assert pool.unpack(text_pdf(), room=ROOM) == Contents()
    assert pool.unpack(b"\xff\xd8\xff", room=ROOM) == Contents()


def test_a_large_bomb_needs_neither_time_nor_memory(pool: ReadingPool) -> None:
    """A gigabyte of nothing stops at the limit of one file."""
    letter = text_pdf()
    contents = pool.unpack(zip_of({"bomb.pdf": bytes(1024 * MIB), "a.pdf": letter}), room=ROOM)
    bomb, honest = contents.members
    assert bomb.problem is not None
    assert bomb.problem.code is ProblemCode.TOO_LARGE
    assert honest.data == letter


def test_malice_is_a_problem(pool: ReadingPool) -> None:
    """A mail of thousands of parts in parts breaks its parser; the next file is unpacked as ever."""
    lines = ["From: a@example.org", "To: b@example.org", "MIME-Version: 1.0"]
    for number in range(5000):
        lines += [f"Content-Type: multipart/mixed; boundary=b{number}", "", f"--b{number}"]
    contents = pool.unpack("\n".join(lines).encode(), room=ROOM)
    assert contents.members == ()
    assert [each.code for each in contents.problems] == [ProblemCode.CRASHED]
    assert len(pool.unpack(mail_of("danach").as_bytes(), room=ROOM).members) == 1


def test_pages_of_members_are_drawn(pool: ReadingPool) -> None:
    """The picture is that of the document by itself, however deep it lies."""
    letter = text_pdf()
    packed = zip_of({"mail.eml": mail_of("x", {"a.pdf": letter}).as_bytes()})
    assert pool.render(packed, 0, dpi=50, member=("mail.eml", "a.pdf")) == pool.render(letter, 0, dpi=50)
    with pytest.raises(UnreadableFileError):
        pool.render(packed, 0, dpi=50, member=("mail.eml", "b.pdf"))
