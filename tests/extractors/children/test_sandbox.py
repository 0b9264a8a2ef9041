"""Reading untrusted files in child processes: whatever a file does, the parent lives and the case goes on."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from contracts.reading import DocumentText, PageGrade, ProblemCode
from extractors.children import worker
from extractors.children.answers import from_answer
from extractors.children.tasks import Children
from extractors.confinement import allow, confine, leave_network
from extractors.errors import EngineMissingError, UnreadableFileError
from extractors.limits import ReadingLimits
from extractors.ocr.engines import OcrEngine
from extractors.pages.page_reading import PageReading
from extractors.pages.reader import Opening
from extractors.sandbox import ReadingPool
from tests.extractors.drawn import letter_picture, scan_pdf, text_pdf
from tests.extractors.engines import (
    CrashingEngine,
    GreedyEngine,
    HangingEngine,
    SlowEngine,
    SteadyEngine,
    no_engine,
)

QUICK = ReadingLimits(page_seconds=3, open_seconds=5)


def pool_of(engine: Callable[[], OcrEngine], limits: ReadingLimits = QUICK) -> ReadingPool:
    return ReadingPool(limits, workers=2, make_engine=engine)


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    with pool_of(SteadyEngine) as started:
        yield started


def three_scans() -> bytes:
    """Return a scan whose second page lies on its side."""
    upright = letter_picture(dpi=100)
    return scan_pdf(upright, upright.transpose(Image.Transpose.ROTATE_90), upright, dpi=100)


def codes(document: DocumentText) -> list[tuple[ProblemCode, int | None]]:
    return [(each.code, each.page) for each in document.problems]


def test_typed_and_scanned_pages(pool: ReadingPool) -> None:
    """Pages come back in order, whichever process read them, and progress is told for each."""
    told: list[tuple[str, int, int]] = []
    document = pool.read(three_scans(), file="scan.pdf", progress=lambda *step: told.append(step))
    assert [page.index for page in document.pages] == [0, 1, 2]
    assert all(page.text == "Antrag auf Wohngeld" for page in document.pages)
    assert told == [("scan.pdf", 1, 3), ("scan.pdf", 2, 3), ("scan.pdf", 3, 3)]
    assert pool.read(text_pdf(30), file="lang.pdf").pages[29].text.endswith("30 dieses Schreibens")


def test_many_files_come_back_in_order(pool: ReadingPool) -> None:
    """Files are read side by side, and their documents come in the files' order."""
    files = [(f"{count}.pdf", text_pdf(count)) for count in (5, 1, 3, 2, 4, 1)]
    documents = list(pool.read_all(files))
    assert [(each.file, len(each.pages)) for each in documents] == [(name, int(name[0])) for name, _ in files]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", ProblemCode.EMPTY),
        (b"Kein PDF", ProblemCode.UNSUPPORTED),
        (text_pdf()[:200], ProblemCode.DAMAGED),
    ],
)
def test_unreadable_files(pool: ReadingPool, data: bytes, code: ProblemCode) -> None:
    """What no page can be read of is a document with a problem."""
    assert codes(pool.read(data, file="x.pdf")) == [(code, None)]


def test_too_large_is_not_even_copied(pool: ReadingPool) -> None:
    """The limit on bytes holds before anything is written."""
    with pool_of(SteadyEngine, QUICK.model_copy(update={"max_bytes": 1024 * 1024})) as small:
        document = small.read(b"%PDF" + bytes(2 * 1024 * 1024), file="x.pdf")
    assert codes(document) == [(ProblemCode.TOO_LARGE, None)]
    assert "1 MB" in document.problems[0].message
    assert pool.read(text_pdf(), file="x.pdf").pages


@pytest.mark.parametrize(
    ("engine", "code"), [(CrashingEngine, ProblemCode.CRASHED), (HangingEngine, ProblemCode.TIMEOUT)]
)
def test_a_lost_child_costs_its_page_only(engine: Callable[[], OcrEngine], code: ProblemCode) -> None:
    """A crash or an endless loop on one page is that page's problem; the others keep their words."""
    with pool_of(engine) as losing:
        document = losing.read(three_scans(), file="scan.pdf")
        assert codes(document) == [(code, 1)]
        assert [len(page.words) for page in document.pages] == [3, 0, 3]
        assert document.pages[1].grade is PageGrade.ILLEGIBLE
        assert losing.read(text_pdf(), file="danach.pdf").pages[0].words


def test_memory_is_limited() -> None:
    """A page that asks for more memory than allowed is a problem that names the limit."""
    with pool_of(GreedyEngine) as greedy:
        document = greedy.read(scan_pdf(letter_picture(dpi=100), dpi=100), file="x.pdf")
    assert codes(document) == [(ProblemCode.OUT_OF_MEMORY, 0)]
    assert "720 MB" in document.problems[0].message


def test_a_document_may_not_take_for_ever() -> None:
    """When a document's time is spent, its remaining pages are given up and say so."""
    limits = QUICK.model_copy(update={"base_seconds": 0.5, "page_allowance": 0.1})
    scan = letter_picture(dpi=50)
    with pool_of(SlowEngine, limits) as slow:
        document = slow.read(scan_pdf(*[scan] * 8, dpi=50), file="x.pdf")
    assert document.pages[0].words
    assert codes(document)[-1] == (ProblemCode.TIMEOUT, 7)
    assert len(document.pages) == 8


def test_killed_children_are_replaced() -> None:
    """Kill -9 of every child in the middle of a page loses nothing: the pages they were at are read again."""
    scan = letter_picture(dpi=50)
    with pool_of(SlowEngine, QUICK.model_copy(update={"page_seconds": 20})) as slow:
        slow.read(text_pdf(), file="warm.pdf")
        killer = threading.Timer(1.5, kill_children)
        killer.start()
        document = slow.read(scan_pdf(*[scan] * 6, dpi=50), file="x.pdf")
        killer.join()
        assert slow.read(text_pdf(), file="danach.pdf").pages[0].words
    assert len(document.pages) == 6
    assert codes(document) == []
    assert all(page.words for page in document.pages)


def test_idle_children_are_replaced() -> None:
    """The system may kill children that wait for work; the next file is read all the same."""
    with pool_of(SteadyEngine) as idle:
        idle.read(text_pdf(), file="warm.pdf")
        kill_children()
        time.sleep(0.5)
        document = idle.read(three_scans(), file="x.pdf")
    assert codes(document) == []
    assert all(page.words for page in document.pages)


def test_a_stuck_pool_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the channel to the children ever jam, the file gets a problem and the next one is read."""
    children = Children(QUICK.model_copy(update={"open_seconds": 1, "page_seconds": 1}), count=1, stuck=0)
    stuck = pool_of(SteadyEngine)
    monkeypatch.setattr(stuck, "_children", children)
    with stuck:
        stuck.read(text_pdf(), file="warm.pdf")
        channel = children._pool._pool_manager.worker_manager.workers_channel  # noqa: SLF001 - to jam it
        assert channel.mutex.acquire()
        assert stuck.read(text_pdf(), file="x.pdf").file == "x.pdf"
        assert stuck.read(text_pdf(), file="danach.pdf").pages[0].words


def kill_children() -> None:
    for child in multiprocessing.active_children():
        if child.pid is not None and child.name == "pebble_pool_worker":
            os.kill(child.pid, signal.SIGKILL)


def test_missing_engine_is_no_fault_of_the_file() -> None:
    """Without OCR on the machine, reading a scan raises: no case may look illegible because of that."""
    with pool_of(no_engine) as broken:
        assert broken.read(text_pdf(), file="typed.pdf").pages[0].words
        with pytest.raises(EngineMissingError):
            broken.read(three_scans(), file="scan.pdf")


def test_ink_and_pictures(pool: ReadingPool) -> None:
    """Ink and pictures are drawn in the children, too."""
    inks = pool.inks(text_pdf(2), [0, 1, 9], turned={1: 90})
    assert set(inks) == {0, 1}
    assert inks[0].width == inks[1].height
    assert pool.render(text_pdf(), 0, dpi=50).startswith(b"\x89PNG")
    with pytest.raises(UnreadableFileError):
        pool.render(b"", 0)


def test_copies_do_not_outlive_the_reading(pool: ReadingPool, tmp_path: Path) -> None:
    """No copy of a document is left on the disk once it is read."""
    del tmp_path
    pool.read(three_scans(), file="scan.pdf")
    assert list(pool._children._room.path.iterdir()) == []  # noqa: SLF001 - where copies would be


def in_child(function: Callable[[], None]) -> int | None:
    """Run a function in a forked process; return its exit code."""
    child = multiprocessing.get_context("fork").Process(target=function)
    child.start()
    child.join(30)
    return child.exitcode


def confined() -> None:
    confine(ReadingLimits())
    os.write(2, b"warning: cannot parse (Erika Musterfrau)")
    with contextlib.suppress(MemoryError):
        bytearray(1 << 30)
        os._exit(1)
    with contextlib.suppress(PermissionError):
        socket.socket()
        os._exit(2)
    with contextlib.suppress(OSError):
        Path(os.devnull).write_bytes(b"")
        os._exit(0)
    os._exit(3)


def alone() -> None:
    if leave_network():
        with socket.socket() as outside:
            outside.settimeout(1)
            if outside.connect_ex(("127.0.0.1", 9)) == 0:
                os._exit(1)
    os._exit(0)


def asleep() -> None:
    confine(ReadingLimits())
    allow(5, wall=0.2)
    time.sleep(20)


def busy() -> None:
    allow(0.1, wall=15)
    started = time.monotonic()
    while time.monotonic() - started < 20:
        pass


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_confinement_holds(capfd: pytest.CaptureFixture[str]) -> None:
    """A confined process cannot have more memory than allowed, no socket, and not compute or sleep longer."""
    assert in_child(confined) == 0
    assert capfd.readouterr() == ("", "")  # libraries' complaints may quote the document
    assert in_child(alone) == 0
    assert in_child(busy) == -signal.SIGXCPU
    assert in_child(asleep) == -signal.SIGALRM


def test_tasks_answer_in_files(tmp_path: Path) -> None:
    """A task says only whether it worked; its answer is a file beside the copy."""
    source, answer = tmp_path / "source", tmp_path / "answer"
    source.write_bytes(text_pdf())
    answer.write_bytes(bytes(100_000))  # by a child that was killed
    limits = ReadingLimits(resident_bytes=2**40)  # this process is no child: it must not be replaced

    def failing(data: bytes, limits: ReadingLimits) -> bytes:
        del data, limits
        raise ValueError("Erika Musterfrau")

    assert worker.run(worker.first_pass, source, answer, limits=limits, seconds=60) is None
    opening, page = map(from_answer, worker.answers_in(answer))
    assert isinstance(opening, Opening)
    assert isinstance(page, PageReading)
    assert opening.page_count == 1
    assert worker.run(failing, source, answer, limits=limits, seconds=60) is ProblemCode.CRASHED


PROGRAM = """
from pathlib import Path

with Path({marks!r}).open("a") as marks:
    marks.write(__name__ + "\\n")

if __name__ == "__main__":
    from extractors.sandbox import ReadingPool
    from tests.extractors.engines import SteadyEngine
    from tests.extractors.drawn import text_pdf

    with ReadingPool(workers=1, make_engine=SteadyEngine) as pool:
        assert pool.read(text_pdf(), file="a.pdf").pages[0].words
"""


def test_children_do_not_run_the_parents_program(tmp_path: Path) -> None:
    """A child has no business with what its parent is: it costs time and memory at each child's start."""
    program, marks = tmp_path / "program.py", tmp_path / "marks"
    program.write_text(PROGRAM.format(marks=str(marks)))
    paths = os.pathsep.join((str(Path(__file__).parents[3]), *sys.path))
    subprocess.run([sys.executable, program], check=True, env={"PYTHONPATH": paths})
    assert marks.read_text().split() == ["__main__"]
