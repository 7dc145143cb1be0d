"""Which characters the bytes mean (sie.md §1.9, §4 rows 1-3c)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from asfdesk.domain.books.sie import Code, Decision
from asfdesk.formats.sie.encoding import decode
from asfdesk.formats.sie.issue_log import IssueLog
from asfdesk.formats.sie.reader import read
from asfdesk.formats.sie.samples import Confidence, evidence
from tests.unit.formats.sie_samples import whole

NAMES = "Påhittade Ön AB: försäljning, inköp, Ängelholm, Åre, à la carte"
NOTES = {Code.FORMAT_UNTRUE}


@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_every_encoding_gives_the_same_file(encoding: str) -> None:
    plain = read(whole())
    other = read(whole().decode("cp437").encode(encoding))
    assert other.encoding == encoding
    kept = {code: n for code, n in other.issue_totals.items() if code not in NOTES}
    issues = tuple(found for found in other.issues if found.code not in NOTES)
    assert replace(other, encoding="cp437", issues=issues, issue_totals=kept) == plain


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(codec: str) -> None:
    file = read(whole().decode("cp437").encode(codec))
    assert (file.encoding, file.company) == ("utf-16", "Påhittade Ön AB (svb)")


def test_nothing_but_ascii() -> None:
    assert decode(b"#FLAGGA 0", None, IssueLog()) == ("#FLAGGA 0", "ascii")


@pytest.mark.parametrize(
    ("was", "read_as"),
    [("cp437", "cp1252"), ("utf-8", "cp1252"), ("utf-8", "cp437"), ("cp1252", "cp437")],
)
def test_letters_that_another_program_spoiled_are_mended(was: str, read_as: str) -> None:
    text = "Försäljning av många bröd på café i Västerås"
    spoiled = text.encode(was).decode(read_as).encode("utf-8")
    log = IssueLog()
    assert decode(spoiled, None, log).text == text
    assert log.count(Code.LETTERS_REPAIRED) == 1


def test_typographic_quotes_in_utf_8_are_left_alone() -> None:
    text = '#FNAMN "Café „Ön” – bröd™"'
    log = IssueLog()
    assert decode(text.encode(), None, log).text == text
    assert log.issues() == ()


def test_a_cut_utf_8_letter_does_not_change_the_encoding() -> None:
    data = ("#KONTO 3041 " + NAMES + "\n").encode() * 3 + "å".encode()[:1]
    log = IssueLog()
    assert decode(data, None, log).encoding == "utf-8"
    assert {found.code for found in log.issues()} == {Code.MIXED_ENCODING, Code.LETTERS_LOST}


def test_the_users_choice_wins() -> None:
    data = whole().decode("cp437").encode("mac-roman")
    assert read(data).decision is Decision.ASK
    chosen = read(data, "mac-roman")
    assert (chosen.encoding, chosen.company) == ("mac-roman", "Påhittade Ön AB (svb)")


@pytest.mark.parametrize(
    ("data", "encoding", "confidence"),
    [
        (whole(), "cp437", Confidence.CERTAIN),
        (whole().decode("cp437").encode(), "utf-8", Confidence.CERTAIN),
        (whole().replace(b"#FORMAT", b'#FNR "F\xf6r"\r\n#FORMAT'), "cp437", Confidence.LIKELY),
        (whole().decode("cp437").encode("mac-roman"), "cp437", Confidence.UNSURE),
    ],
)
def test_how_sure_the_encoding_is_and_what_shows_it(
    data: bytes, encoding: str, confidence: Confidence
) -> None:
    found = evidence(data)
    assert (found.encoding, found.confidence) == (encoding, confidence)
    assert encoding in {sample.encoding for sample in found.samples}
    assert len(found.samples) > 1


def test_the_right_encoding_is_among_the_samples_and_reads_as_it_should() -> None:
    found = evidence(whole().decode("cp437").encode("mac-roman"))
    by_name = dict(found.samples)
    assert by_name["mac-roman"] == ("Påhittade Ön AB (svb)", "Företagskonto", "Försäljning tjänst")


def test_names_of_employees_are_no_samples() -> None:
    data = '#OBJEKT 7 "12" "Åsa Öman"\n#OBJEKT 1 Å "Caféet"\n'.encode("cp437")
    assert evidence(data).samples[0].names == ("Caféet",)


def test_nothing_to_choose_in_ascii() -> None:
    assert evidence(b"#FLAGGA 0\n") == ("ascii", Confidence.CERTAIN, ())


def test_undefined_bytes_of_ansi_are_no_lost_letters() -> None:
    data = whole().replace(b"#FORMAT", b'#PROSA "\x81"\r\n#FORMAT')
    assert Code.LETTERS_LOST not in read(data, "cp1252").issue_totals


@pytest.mark.parametrize("encoding", ["cp437", "cp1252"])
def test_a_mark_of_utf_8_before_other_letters_is_no_evidence(encoding: str) -> None:
    file = read(b"\xef\xbb\xbf" + whole().decode("cp437").encode(encoding))
    assert (file.encoding, file.company) == (encoding, "Påhittade Ön AB (svb)")
    assert Code.LETTERS_LOST not in file.issue_totals


def test_a_mark_of_utf_8_is_kept_although_one_letter_is_cut() -> None:
    data = whole().decode("cp437").encode("utf-8-sig") + b'#PROSA "\xc3"\r\n'
    file = read(data)
    assert (file.encoding, file.company) == ("utf-8-sig", "Påhittade Ön AB (svb)")
