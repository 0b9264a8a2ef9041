"""Files in files: everything is found under names fit for people, and nothing gets beyond the limits."""

from __future__ import annotations

import io
import stat
import zipfile
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.reading import ProblemCode
from extractors.errors import UnreadableFileError
from extractors.files.containers import Contents, Room, contents_of, from_answer, member_of, to_answer
from extractors.files.file_kinds import FileKind, format_name, kind_of, may_hold_files
from extractors.files.member_names import Names, safe_name
from extractors.files.pdf import PdfFile
from extractors.limits import MIB, ReadingLimits
from tests.extractors.drawn import letter_picture, pdf_of, picture_file, pymupdf, text_pdf
from tests.extractors.packed import mail_of, overlapping, patched, with_raw_name, zip_of

LIMITS = ReadingLimits()
ROOM = Room(files=100, bytes=200 * MIB, levels=3)
PDF = b"%PDF-1.7 not whole"


def look(data: bytes, *, room: Room = ROOM, limits: ReadingLimits = LIMITS) -> Contents:
    """Unpack, and make sure that each member is found again in the original by its name."""
    contents = contents_of(data, room=room, limits=limits)
    for member in contents.members:
        if member.problem is None:
            assert member_of(data, (member.name,), limits=limits) == member.data
    return from_answer(to_answer(contents))


def names(contents: Contents) -> list[str]:
    return [member.name for member in contents.members]


def codes(contents: Contents) -> list[ProblemCode | None]:
    return [member.problem.code if member.problem else None for member in contents.members]


def text_of(data: bytes) -> str:
    """Return the words of a PDF, one blank between."""
    pdf = PdfFile(data, limits=LIMITS)
    return " ".join(word.text for index in range(pdf.page_count) for word in pdf.native(index).words)


class TestZip:
    """ZIP files."""

    def test_files_come_in_their_order_without_folders_and_junk(self) -> None:
        """What Apple's and Microsoft's systems leave for themselves is nothing that somebody sent."""
        contents = look(
            zip_of(
                [
                    ("b/Antrag.pdf", PDF),
                    ("b/", b""),
                    ("__MACOSX/b/._Antrag.pdf", b"x"),
                    (".DS_Store", b"x"),
                    ("b/Thumbs.db", b"x"),
                    ("a.jpg", b"\xff\xd8\xff"),
                ]
            )
        )
        assert names(contents) == ["b/Antrag.pdf", "a.jpg"]
        assert contents.members[0].data == PDF
        assert contents.problems == ()

    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("C:\\Users\\Erika\\Antrag.pdf", "Users/Erika/Antrag.pdf"),
            ("a/./b//c.pdf", "a/b/c.pdf"),
            ("..", "Datei 1"),
            ("Antrag\u202efdp.exe", "Antrag_fdp.exe"),
            ("Antrag\n.pdf", "Antrag_.pdf"),
            ("Müller.pdf", "Müller.pdf"),
            ("Mu\u0308ller.pdf", "Müller.pdf"),
        ],
    )
    def test_names_are_labels(self, name: str, shown: str) -> None:
        """No name leads out of its container, hides its ending, or breaks a line."""
        assert names(look(zip_of({name: PDF}))) == [shown]

    @pytest.mark.parametrize("raw", ["Müller".encode("cp437"), "Müll".encode() + b"r"])
    def test_umlauts_of_old_windows_and_of_apple(self, raw: bytes) -> None:
        """Windows writes its old code page, Apple UTF-8 without saying so."""
        archive = zip_of({"XXXXXX.pdf": PDF})
        (name,) = names(look(with_raw_name(archive, b"XXXXXX.pdf", raw + b".pdf")))
        assert name in {"Müller.pdf", "Müllr.pdf"}

    def test_the_same_name_twice(self) -> None:
        """Both files are there, and can be told apart."""
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive = zip_of([("a.pdf", b"1"), ("a.pdf", b"2"), ("./a.pdf", b"3")])
        assert names(look(archive)) == ["a.pdf", "a (2).pdf", "a (3).pdf"]

    def test_bombs_are_not_unpacked(self) -> None:
        """A file that is larger than allowed stops at the limit; the others are there."""
        limits = LIMITS.model_copy(update={"max_bytes": MIB})
        contents = look(zip_of({"bomb.pdf": bytes(50 * MIB), "a.pdf": PDF}), limits=limits)
        assert codes(contents) == [ProblemCode.TOO_LARGE, None]
        assert "1 MB" in str(contents.members[0].problem)
        assert contents.members[0].data == b""

    def test_all_together_have_a_limit(self) -> None:
        """Many files that are small enough each must not be too large together."""
        room = ROOM.model_copy(update={"bytes": 250})
        contents = look(zip_of({"1": bytes(100), "2": bytes(100), "3": bytes(100), "4": PDF}), room=room)
        assert codes(contents) == [None, None, ProblemCode.TOO_LARGE, None]
        assert "zusammen" in str(contents.members[2].problem)

    def test_overlapping_entries_count_each_time(self) -> None:
        """The same bytes named a thousand times over are a bomb without nesting (Fifield 2019)."""
        contents = contents_of(overlapping(PDF, 1000), room=ROOM, limits=LIMITS)
        assert len(contents.members) == 100
        assert contents.left == 900
        assert [each.code for each in contents.problems] == [ProblemCode.TOO_MANY_FILES]
        assert "100" in contents.problems[0].message

    @pytest.mark.parametrize("size", [1, 10 * MIB])
    def test_sizes_are_not_believed(self, size: int) -> None:
        """Less or more than an entry says: it is damaged, and never more than the limit is unpacked."""
        lying = patched(zip_of({"a.pdf": PDF * 1000}), size=size)
        contents = contents_of(lying, room=ROOM, limits=LIMITS)
        assert codes(contents) == [ProblemCode.DAMAGED] or contents.members[0].data == PDF * 1000

    @pytest.mark.parametrize(
        ("archive", "code"),
        [
            (patched(zip_of({"a.pdf": PDF}), flags=1), ProblemCode.ENCRYPTED),
            (patched(zip_of({"a.pdf": PDF}), method=12), ProblemCode.UNSUPPORTED),
            (patched(zip_of({"a.pdf": PDF}), method=99), ProblemCode.UNSUPPORTED),
            (zip_of({"a.pdf": PDF}).replace(PDF[:6], b"000000"), None),
        ],
    )
    def test_entries_that_cannot_be_unpacked(self, archive: bytes, code: ProblemCode | None) -> None:
        """A password, or a way of packing that cannot be stopped in the middle (bzip2): said, not tried."""
        assert codes(look(archive)) == [code]

    def test_damaged_data(self) -> None:
        """A wrong checksum is not taken for a document."""
        broken = zip_of({"a.pdf": PDF}, stored=True).replace(PDF, PDF[::-1])
        assert codes(look(broken)) == [ProblemCode.DAMAGED]

    def test_links_are_not_followed(self) -> None:
        """A symbolic link names a file of some other machine."""
        link = zipfile.ZipInfo("antrag.pdf")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        sink = io.BytesIO()
        with zipfile.ZipFile(sink, "w") as archive:
            archive.writestr(link, "/etc/passwd")
        assert codes(look(sink.getvalue())) == [ProblemCode.UNSUPPORTED]

    @pytest.mark.parametrize(
        "data", [zip_of({"a.pdf": PDF * 9})[:-30], b"PK\x03\x04", b"PK\x05\x06" + bytes(3)]
    )
    def test_a_torn_zip_is_damaged(self, data: bytes) -> None:
        """Without its directory nothing in it can be trusted."""
        assert [each.code for each in look(data).problems] == [ProblemCode.DAMAGED]

    @pytest.mark.parametrize(
        ("marks", "title"),
        [
            (["[Content_Types].xml", "word/document.xml"], "Word-Dokument"),
            (["[Content_Types].xml", "xl/workbook.xml"], "Excel-Tabelle"),
            (["mimetype", "META-INF/manifest.xml", "content.xml"], "OpenDocument"),
        ],
    )
    def test_office_documents_are_no_containers(self, marks: list[str], title: str) -> None:
        """A Word document is a ZIP inside; people are told what to do with it, wherever it lies."""
        office = zip_of(dict.fromkeys(marks, b"<xml/>"))
        for room in (ROOM, ROOM.model_copy(update={"levels": 0})):
            (wrong,) = look(office, room=room).problems
            assert wrong.code is ProblemCode.UNSUPPORTED
            assert title in wrong.message
            assert "Als PDF" in wrong.message or "als PDF speichern" in wrong.message

    def test_many_kinds_of_nesting_end(self) -> None:
        """At the last level the files in a PDF are counted, and left where they are."""
        document = pymupdf.open(stream=text_pdf())
        document.embfile_add("a.pdf", PDF)
        contents = look(pdf_of(document), room=ROOM.model_copy(update={"levels": 0}))
        assert (contents.members, contents.left) == ((), 1)

    def test_too_deep(self) -> None:
        """At the last level a container is refused, and a document is none of its business."""
        room = ROOM.model_copy(update={"levels": 0})
        assert [each.code for each in look(zip_of({"a": PDF}), room=room).problems] == [ProblemCode.TOO_DEEP]
        assert [each.code for each in look(mail_of("x").as_bytes(), room=room).problems] == [
            ProblemCode.TOO_DEEP
        ]
        assert look(text_pdf(), room=room) == Contents()


class TestMail:
    """Mails."""

    def test_attachments_and_words(self) -> None:
        """What people attach are documents; what they write beside is a page to look at."""
        mail = mail_of("Anbei mein Antrag.\nGrüße, Erika", {"Antrag für Köln.pdf": PDF, "b.jpg": b"\xff\xd8"})
        contents = look(mail.as_bytes())
        assert names(contents) == ["Nachricht.txt", "Antrag für Köln.pdf", "b.jpg"]
        assert [member.note for member in contents.members] == [True, False, False]
        assert contents.members[1].data == PDF
        text = text_of(contents.members[0].data)
        for words in (
            "Von: Erika Musterfrau",
            "Betreff: Mein Antrag für Köln",
            "Anbei mein Antrag. Grüße, Erika",
        ):
            assert words in text

    def test_a_mail_in_a_mail(self) -> None:
        """A mail sent on stays whole and can be unpacked itself, down to the attachment."""
        outer = mail_of("Bitte sehr")
        outer.add_attachment(mail_of("innen", {"Antrag.pdf": PDF}))
        data = outer.as_bytes()
        contents = look(data)
        assert names(contents) == ["Nachricht.txt", "Weitergeleitete Nachricht.eml"]
        assert names(look(contents.members[1].data)) == ["Nachricht.txt", "Antrag.pdf"]
        path = ("Weitergeleitete Nachricht.eml", "Antrag.pdf")
        assert member_of(data, path, limits=LIMITS) == PDF

    def test_a_mail_of_html_only(self) -> None:
        """Its words are shown; what it would run or fetch is not."""
        mail = EmailMessage()
        mail["From"], mail["To"] = "max.mustermann@example.org", "amt@musterstadt.example"
        mail.set_content(
            "<html><head><style>p{}</style></head><body><p>Guten&nbsp;Tag</p>"
            "<script>alert(1)</script><div>anbei</div><img src='http://example.org/x.png'></body></html>",
            subtype="html",
        )
        (note,) = look(mail.as_bytes()).members
        assert text_of(note.data).endswith("Guten Tag anbei")

    def test_logos_are_no_documents(self) -> None:
        """Small pictures in the text belong to a signature; photos in the text are documents."""
        mail = mail_of("Text", html="<p>Text <img src='cid:1'><img src='cid:2'></p>")
        small = picture_file(letter_picture(dpi=20), "PNG")
        large = picture_file(letter_picture(dpi=100), "JPEG")
        rich = mail.get_body(("html",))
        assert isinstance(rich, EmailMessage)
        rich.add_related(small, "image", "png", cid="<1>", filename="image001.png")
        rich.add_related(large, "image", "jpeg", cid="<2>", filename="IMG_1.jpg")
        contents = look(mail.as_bytes())
        assert names(contents) == ["Nachricht.txt", "IMG_1.jpg"]
        assert "nicht einzeln aufgeführt: 1" in text_of(contents.members[0].data)

    def test_an_attached_small_picture_is_kept(self) -> None:
        """Whoever attaches a picture means it."""
        mail = mail_of("x")
        small = picture_file(letter_picture(dpi=20), "PNG")
        mail.add_attachment(small, maintype="image", subtype="png", filename="beleg.png")
        assert names(look(mail.as_bytes()))[1:] == ["beleg.png"]

    def test_signatures_are_ignored_and_closed_mails_kept(self) -> None:
        """A signature is for programs; a signed or locked body is a file that nobody could read."""
        mail = mail_of("x", {"a.pdf": PDF})
        mail.add_attachment(
            b"\x30\x80", maintype="application", subtype="pkcs7-signature", filename="smime.p7s"
        )
        mail.add_attachment(b"\x30\x80", maintype="application", subtype="pkcs7-mime", filename="smime.p7m")
        mail.add_attachment("BEGIN:VCARD", subtype="vcard", filename="erika.vcf")
        assert names(look(mail.as_bytes())) == ["Nachricht.txt", "a.pdf", "smime.p7m"]

    @pytest.mark.parametrize(
        "header",
        [
            b'attachment; filename="=?UTF-8?Q?M=C3=BCller.pdf?="',
            b"attachment; filename*=UTF-8''M%C3%BCller.pdf",
            'attachment; filename="Müller.pdf"'.encode(),
            'attachment; filename="Müller.pdf"'.encode("latin-1"),
            b"attachment; filename*0*=UTF-8''M%C3%BC; filename*1=ller.pdf",
        ],
    )
    def test_names_as_programs_write_them(self, header: bytes) -> None:
        """With and without respect for the norms."""
        data = (
            b"From: max.mustermann@example.org\r\nTo: amt@musterstadt.example\r\n"
            b"MIME-Version: 1.0\r\nContent-Type: application/pdf\r\nContent-Disposition: " + header
        ) + b"\r\n\r\n%PDF-1.7"
        assert names(look(data)) == ["Müller.pdf"]

    def test_attachments_without_a_name(self) -> None:
        """They get one that says what they are, and an empty one says that it is empty."""
        mail = mail_of("x")
        mail.add_attachment(PDF, maintype="application", subtype="pdf")
        mail.add_attachment(b"", maintype="application", subtype="pdf")
        contents = look(mail.as_bytes())
        assert names(contents)[1:] == ["Anlage.pdf", "Anlage (2).pdf"]
        assert codes(contents)[1:] == [None, ProblemCode.EMPTY]

    def test_strange_charsets_and_long_texts(self) -> None:
        """No mail is too strange to be shown; what is cut off is said."""
        head = b"From: a@example.org\nTo: b@example.org\nSubject: =?nonsense?Q?x?=\n"
        body = b"Content-Type: text/plain; charset=nonsense\n\nGr\xfc\xdfe\n" + b"Wort " * 15_000
        (note,) = look(head + body).members
        text = text_of(note.data)
        assert "Grüße" in text
        assert text.endswith("[Die Nachricht ist länger; das Übrige steht in der Originaldatei.]")

    @pytest.mark.parametrize("depth", [50, 3000])
    def test_mails_nested_by_malice(self, depth: int) -> None:
        """Parts in parts in parts: an answer, or an error that the child process catches."""
        lines = ["From: a@example.org", "To: b@example.org", "MIME-Version: 1.0"]
        for number in range(depth):
            lines += [f"Content-Type: multipart/mixed; boundary=b{number}", "", f"--b{number}"]
        data = "\n".join([*lines, "Content-Type: text/plain", "", "innen"]).encode()
        try:
            assert names(contents_of(data, room=ROOM, limits=LIMITS)) in (["Nachricht.txt"], [])
        except RecursionError:
            assert depth > 50

    def test_a_bounce(self) -> None:
        """Reports of mail servers have parts without a name; nothing of them is dropped."""
        data = (
            b"From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\n"
            b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: text/plain\n\nUnzustellbar\n"
            b"--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; example.org\n\n"
            b"Action: failed\n--x--\n"
        )
        assert names(look(data)) == ["Nachricht.txt", "Anlage.bin"]


class TestPdf:
    """Files in PDFs."""

    def test_embedded_files_and_pinned_ones(self) -> None:
        """Portfolios, attachments and paper clips: documents; technical data alarms nobody."""
        document = pymupdf.open(stream=text_pdf(2))
        document.embfile_add("1", PDF, ufilename="Beleg für März.pdf")
        document.embfile_add("factur-x.xml", b"<xml/>")
        document.embfile_add("druck.joboptions", b"x")
        clip = document[1].add_file_annot((50, 50), b"\xff\xd8\xff", "quittung.jpg")
        again = document[0].add_file_annot((50, 50), b"x", "noch einmal.jpg")
        document.xref_set_key(again.xref, "FS", document.xref_get_key(clip.xref, "FS")[1])
        contents = look(pdf_of(document))
        assert names(contents) == ["Beleg für März.pdf", "quittung.jpg"]
        assert contents.members[0].data == PDF
        assert not contents.cover

    def test_bombs_in_pdfs_stop_at_the_limit(self) -> None:
        """A stream that unpacks to more than allowed is not unpacked to its end."""
        document = pymupdf.open(stream=text_pdf())
        document.embfile_add("bomb.pdf", bytes(30 * MIB))
        limits = LIMITS.model_copy(update={"max_bytes": MIB})
        assert codes(look(pdf_of(document, deflate=True), limits=limits)) == [ProblemCode.TOO_LARGE]

    def test_a_portfolio_s_cover_is_known_as_such(self) -> None:
        """A page that says "please open in Adobe Reader" is nothing to classify."""
        document = pymupdf.open()
        document.new_page().insert_text((72, 72), "Öffnen Sie dieses PDF-Portfolio in Adobe Reader X.")
        document.embfile_add("antrag.pdf", PDF)
        document.xref_set_key(document.pdf_catalog(), "Collection", "<</Type/Collection/View/D>>")
        contents = look(pdf_of(document))
        assert contents.cover
        assert names(contents) == ["antrag.pdf"]

    def test_a_portfolio_around_a_real_form(self) -> None:
        """A page that says something of its own stays a document."""
        document = pymupdf.open(stream=text_pdf())
        document.embfile_add("beleg.pdf", PDF)
        document.xref_set_key(document.pdf_catalog(), "Collection", "<</Type/Collection/View/D>>")
        assert not look(pdf_of(document)).cover

    def test_what_a_file_was_made_of(self) -> None:
        """Hybrid files carry their own source (ISO 32000-2): the pages say it already."""
        document = pymupdf.open(stream=text_pdf())
        document.embfile_add("brief.odt", b"x")
        assert names(look(pdf_of(document))) == ["brief.odt"]
        catalog = document.pdf_catalog()
        kept = document.xref_get_key(catalog, "Names")[1]
        made_of = kept.replace("/Type/Filespec", "/Type/Filespec/AFRelationship/Source")
        document.xref_set_key(catalog, "Names", made_of)
        assert names(look(pdf_of(document))) == []

    @pytest.mark.parametrize("data", [PDF, b"%PDF-1.7 /ObjStm"])
    def test_what_cannot_be_opened_is_said_elsewhere(self, data: bytes) -> None:
        """Reading the pages names the problem; it is not said twice."""
        assert look(data) == Contents()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (text_pdf(), FileKind.PDF),
        (zip_of({"a.pdf": text_pdf()}, stored=True), FileKind.ZIP),
        (mail_of("x").as_bytes(), FileKind.MAIL),
        (b"From a@b Mon Nov  2 09:00:00 2026\nFrom: a@b\n to@c\nTo: c@d\n\nx", FileKind.MAIL),
        (b"HTTP/1.1 200 OK\nDate: x\nContent-Type: application/pdf\n\n%PDF-1.7", FileKind.PDF),
        (b"Date: x\nContent-Type: application/pdf\n\n%PDF-1.7", FileKind.PDF),
        (b"BM" + bytes(12) + (40).to_bytes(4, "little"), FileKind.PICTURE),
        (b"BMW Leasing", FileKind.OTHER),
        (b"\0\0\0\x18ftypheic", FileKind.PICTURE),
        (b"\0\0\0\x18ftypmif1\0\0\0\0avifmif1", FileKind.OTHER),
        (b"", FileKind.OTHER),
    ],
)
def test_kinds_are_told_from_the_bytes(data: bytes, kind: FileKind) -> None:
    """Whatever the file is called."""
    assert kind_of(data) is kind


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(9) + "WordDocument".encode("utf-16-le"), "Word-Dokument"),
        (b"\xd0\xcf\x11\xe0" + bytes(9) + "__substg1.0_".encode("utf-16-le"), "Outlook-Nachricht"),
        (b"\xd0\xcf\x11\xe0" + bytes(9), "älteres Office-Dokument"),
        (b"{\\rtf1 x", "RTF-Text"),
        (b"\n<!DOCTYPE html>", "Webseite"),
        (b"<?xml version='1.0'?>", "XML-Datei"),
        (b"MZ\x90", "Programm"),
        (b"Sehr geehrte Damen und Herren", "Textdatei"),
        (b"\0\0\0\x18ftypmp42", "Video"),
        (b"\x78\x9f\x3e\x22\0", "winmail.dat von Outlook"),
        (b"\x30\x82\x01\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", "smime.p7m"),
        (bytes(300), ""),
    ],
)
def test_formats_that_are_not_read_have_names(data: bytes, name: str) -> None:
    """People are told what they sent, so that they know what to do."""
    assert format_name(data) == name


def test_a_look_costs_nothing_where_nothing_can_be() -> None:
    """Plain PDFs and pictures are not sent through unpacking."""
    assert not may_hold_files(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>")
    assert not may_hold_files(picture_file(letter_picture(dpi=10), "PNG"))
    assert may_hold_files(b"%PDF-1.7 /ObjStm")


def test_a_member_that_is_not_there() -> None:
    """A changed original is not answered with another file."""
    with pytest.raises(UnreadableFileError):
        member_of(zip_of({"a": b"1"}), ("b",), limits=LIMITS)


@given(st.lists(st.text(max_size=30), max_size=5))
def test_every_name_is_safe_and_unique(given_names: list[str]) -> None:
    """Whatever a container says: relative, printable, never twice."""
    names = Names()
    shown = [names.unused(safe_name(name, otherwise="Datei")) for name in given_names]
    assert len(set(shown)) == len(shown)
    for name in shown:
        assert name.isprintable()
        assert not set(name.split("/")) & {"", ".", ".."}


@settings(deadline=None)  # the first page of a mail loads fonts
@given(st.binary(max_size=300), st.sampled_from([b"PK\x03\x04", b"From: a\nTo: b\n", b"%PDF-1.7\n"]))
def test_no_bytes_break_unpacking(data: bytes, start: bytes) -> None:
    """Nonsense has no members or damaged ones, and raises nothing."""
    contents_of(start + data, room=ROOM, limits=LIMITS)
