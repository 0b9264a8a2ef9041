"""Submissions that come packed: judged as if every file had come by itself, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from contracts.reading import ProblemCode
from contracts.report import Outcome, write_report
from extractors.limits import MIB, ReadingLimits
from pipeline.build import open_pipeline
from pipeline.stages import Pipeline
from pipeline.submission import Submission, SubmittedFile
from samples.submissions import anmeldung_case
from tests.extractors.drawn import pdf_of, pymupdf, text_pdf
from tests.extractors.packed import mail_of, patched, zip_of

TODAY = date(2026, 11, 21)
FILES = anmeldung_case(TODAY, defect="none").files
ANBEI = "Anbei Mietvertrag, Gehaltsabrechnung, Personalausweis und Heiratsurkunde.\nErika Musterfrau"
LIMITS = ReadingLimits(max_files=12, max_unpacked_bytes=4 * MIB)


@pytest.fixture(scope="module")
def pipeline() -> Iterator[Pipeline]:
    """All stages, with little room for unpacking."""
    with open_pipeline(limits=LIMITS, workers=2) as opened:
        yield opened


def check(pipeline: Pipeline, files: Mapping[str, bytes]) -> Outcome:
    """Take files through all stages."""
    submitted = tuple(SubmittedFile(name, data) for name, data in files.items())
    return pipeline.check(Submission("wohnsitzanmeldung", TODAY, submitted))


def told(outcome: Outcome) -> dict[str, list[ProblemCode]]:
    """Return the problems of each document of the report."""
    report = write_report(outcome)
    return {document.file: [each.code for each in document.problems] for document in report.documents}


def findings(outcome: Outcome) -> list[tuple[str, str, str]]:
    """Return what was found, file names aside."""
    return [(each.requirement, each.subject, each.state.value) for each in outcome.findings]


def pdf_with(files: Mapping[str, bytes]) -> bytes:
    """Return the first file with the others in it."""
    (_, first), *others = files.items()
    document = pymupdf.open(stream=first)
    for name, data in others:
        document.embfile_add(name, data)
    return pdf_of(document)


def mail_on(files: Mapping[str, bytes]) -> bytes:
    """Return a mail that a mail with the files is attached to."""
    outer = mail_of("Siehe unten.")
    outer.add_attachment(mail_of(ANBEI, files))
    return outer.as_bytes()


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("post.zip", zip_of({f"Unterlagen/{name}": data for name, data in FILES.items()})),
        ("mail.eml", mail_of(ANBEI, FILES).as_bytes()),
        ("weiter.eml", mail_on(FILES)),
        ("alles.zip", zip_of({"a.zip": zip_of(FILES)})),
        ("post.zip", zip_of({"mail.eml": mail_of(ANBEI, {"b.zip": zip_of(FILES)}).as_bytes()})),
        ("anmeldung.pdf", pdf_with(FILES)),
    ],
)
def test_packed_or_loose_makes_no_difference(pipeline: Pipeline, file: str, data: bytes) -> None:
    """The same findings, values and proposal; a mail that lists documents is none of them."""
    loose, packed = check(pipeline, FILES), check(pipeline, {file: data})
    assert findings(packed) == findings(loose)
    assert packed.proposal is loose.proposal
    values = [{name: field.value for name, field in each.form.fields.items()} for each in (loose, packed)]
    assert values[0] == values[1]
    for document in packed.documents:
        assert document.submitted_file == file
        assert document.file == "/".join((file, *document.member))
    notes = [
        each for each in packed.attachments if packed.documents[each.part.document].file.endswith(".txt")
    ]
    assert {each.part.type for each in notes} <= {"sonstiges"}
    assert not any(each.problems for each in packed.documents)


def test_nothing_is_dropped(pipeline: Pipeline) -> None:
    """What cannot be unpacked or read is a document with its problem, beside those that can."""
    office = zip_of({"[Content_Types].xml": b"", "word/document.xml": b""})
    archive = zip_of(
        {
            "anmeldung.pdf": FILES["anmeldung.pdf"],
            "brief.docx": office,
            "setup.exe": b"MZ\x90",
            "leer.pdf": b"",
            "bombe.pdf": bytes(8 * MIB),
            "geheim.zip": patched(zip_of({"a.pdf": b"x"}), flags=1),
            "kaputt.zip": zip_of({"a.pdf": b"x"})[:-20],
            "nichts.zip": zip_of({".DS_Store": b"x"}),
        }
    )
    assert told(check(pipeline, {"post.zip": archive})) == {
        "post.zip/anmeldung.pdf": [],
        "post.zip/brief.docx": [ProblemCode.UNSUPPORTED],
        "post.zip/setup.exe": [ProblemCode.UNSUPPORTED],
        "post.zip/leer.pdf": [ProblemCode.EMPTY],
        "post.zip/bombe.pdf": [ProblemCode.TOO_LARGE],
        "post.zip/geheim.zip/a.pdf": [ProblemCode.ENCRYPTED],
        "post.zip/kaputt.zip": [ProblemCode.DAMAGED],
        "post.zip/nichts.zip": [ProblemCode.EMPTY],
    }


def test_too_many_files_and_too_deep(pipeline: Pipeline) -> None:
    """The first hundred (here twelve) are read, and the container says that there are more."""
    many = zip_of({f"{number}.txt": b"Text" for number in range(20)})
    problems = told(check(pipeline, {"viele.zip": many}))
    assert len(problems) == 13
    assert problems["viele.zip"] == [ProblemCode.TOO_MANY_FILES]
    deep = zip_of({"4.pdf": FILES["ausweis.pdf"]})
    for level in (3, 2, 1):
        deep = zip_of({f"{level}.zip": deep})
    assert told(check(pipeline, {"0.zip": deep})) == {"0.zip/1.zip/2.zip/3.zip": [ProblemCode.TOO_DEEP]}


def test_the_limits_hold_for_the_whole_submission(pipeline: Pipeline) -> None:
    """Many containers, each small enough, are one large one."""
    part = zip_of({"a.bin": bytes(3 * MIB)})
    problems = told(check(pipeline, {"1.zip": part, "2.zip": part}))
    assert problems["1.zip/a.bin"] == [ProblemCode.UNSUPPORTED]
    assert problems["2.zip/a.bin"] == [ProblemCode.TOO_LARGE]


def test_files_left_in_a_pdf_are_told(pipeline: Pipeline) -> None:
    """Embedded files are a problem where they were not read, and only there."""
    document = pymupdf.open(stream=text_pdf())
    document.embfile_add("factur-x.xml", b"<xml/>")
    invoice = pdf_of(document)
    for number in range(20):
        document.embfile_add(f"{number}.pdf", FILES["ausweis.pdf"] + bytes([number]))
    outcome = check(pipeline, {"rechnung.pdf": invoice, "mappe.pdf": pdf_of(document)})
    problems = told(outcome)
    assert problems["rechnung.pdf"] == []
    assert problems["mappe.pdf"] == [ProblemCode.EMBEDDED_FILES]
    assert "(8)" in outcome.documents[1].problems[0].message
    assert len(problems) == 2 + 12


def test_a_portfolio_is_its_files(pipeline: Pipeline) -> None:
    """Its cover says with what to open it; whatever words it uses, it is no document that is asked for."""
    document = pymupdf.open()
    cover = "Mietvertrag, Personalausweis, Anmeldung: bitte in Adobe Reader öffnen."
    document.new_page().insert_text((72, 72), cover)
    for name, data in FILES.items():
        document.embfile_add(name, data)
    document.xref_set_key(document.pdf_catalog(), "Collection", "<</Type/Collection/View/D>>")
    outcome = check(pipeline, {"mappe.pdf": pdf_of(document)})
    assert findings(outcome) == findings(check(pipeline, FILES))
    first = outcome.attachments[0].part
    assert (first.document, first.type) == (0, "sonstiges")
    assert told(outcome)["mappe.pdf"] == []


def test_unpacked_twice_is_the_same(pipeline: Pipeline) -> None:
    """A late document has the whole case read again: no name may change."""
    data = {"mail.eml": mail_of(ANBEI, FILES).as_bytes()}
    first, second = check(pipeline, data), check(pipeline, data)
    assert [(each.file, each.sha256) for each in first.documents] == [
        (each.file, each.sha256) for each in second.documents
    ]
