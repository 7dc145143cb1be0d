"""SIE 5: signs, struck rows, years, what is refused (sie.md §1.10)."""

from __future__ import annotations

from datetime import date

import pytest

from asfdesk.domain.books.sie import Code, Decision, SieType, SieYear
from asfdesk.formats.sie.reader import read

XML = """<?xml version="1.0" encoding="utf-8"?>
<Sie xmlns="http://www.sie.se/sie5" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <FileInfo>
    <SoftwareProduct name="Påhittat" version="1.0"/>
    <FileCreation time="2026-01-15T10:00:00+01:00" by="X"/>
    <Company organizationId="559999-0002" name="Ön AB"/>
    <FiscalYears>
      <FiscalYear start="2025-01" end="2025-12" primary="true" lastCoveredDate="2025-12-31"/>
      <FiscalYear start="2024-01" end="2024-12" closed="true"/>
    </FiscalYears>
    <AccountingCurrency currency="SEK"/>
  </FileInfo>
  <Accounts>
    <Account id="1930" name="Bank" type="asset">
      <OpeningBalance month="2025-01" amount="0"/>
      <ClosingBalance month="2025-12" amount="1000.5"/>
    </Account>
    <Account id="3041" name="Försäljning" type="income">
      <ClosingBalance month="2025-12" amount="-1000.5"/>
      <ClosingBalance month="2025-12" amount="-400">
        <ObjectReference dimId="1" objectId="10"/>
      </ClosingBalance>
      <ClosingBalance month="2024-12" amount="-7"/>
    </Account>
  </Accounts>
  <Dimensions><Dimension id="1" name="K"><Object id="10" name="Caféet"/></Dimension></Dimensions>
  <Journal id="A" name="Allt">
    <JournalEntry id="1" journalDate="2025-03-31+01:00" text="Sålt">
      <EntryInfo date="2025-03-31" by="X"/>
      <LedgerEntry accountId="1930" amount="1000.5"/>
      <LedgerEntry accountId="3041" amount="-1000.5" ledgerDate="2025-03-30">
        <ObjectReference dimId="1" objectId="10"/>
      </LedgerEntry>
      <LedgerEntry accountId="3041" amount="-99">
        <Overstrike date="2025-04-01" by="X"/>
      </LedgerEntry>
    </JournalEntry>
  </Journal>
</Sie>
""".encode()

LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (98 + level, b"&%c;" % (97 + level) * 10) for level in range(9)
    )
    + b"]><Sie>&j;</Sie>"
)


def test_a_whole_file() -> None:
    file = read(XML)
    assert (file.sie_type, file.encoding, file.program) == (SieType.XML, "utf-8", "Påhittat 1.0")
    assert (file.company, file.org_number) == ("Ön AB", "559999-0002")
    assert file.fiscal_years == (
        SieYear(0, date(2025, 1, 1), date(2025, 12, 31)),
        SieYear(-1, date(2024, 1, 1), date(2024, 12, 31)),
    )
    assert file.results == {0: {"3041": -100_050}, -1: {"3041": -700}}
    assert file.closing == {0: {"1930": 100_050}}
    assert file.cost_centres == {"10": "Caféet"}
    assert (file.generated_on, file.covered_to) == (date(2026, 1, 15), date(2025, 12, 31))
    assert file.decision is Decision.ACCEPT


def test_struck_rows_do_not_count() -> None:
    file = read(XML)
    assert (file.counts.postings, file.counts.removed_rows) == (2, 1)
    rows = file.vouchers[0].rows
    assert [row.amount_ore for row in rows] == [100_050, -100_050]
    assert (rows[1].day, rows[1].cost_centre) == (date(2025, 3, 30), "10")


def test_foreign_extension_types_are_passed_over() -> None:
    extra = b'<x:Own xmlns:x="http://example.org"><x:Deep amount="1"/></x:Own>'
    file = read(XML.replace(b"<Accounts>", extra + b"<Accounts>"))
    assert file.results[0] == {"3041": -100_050}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Sie/>', Code.XML_ENTITIES),
        (
            '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode(
                "utf-16"
            ),
            Code.XML_ENTITIES,
        ),
        (
            b'<?xml version="1.0" encoding="cp037"?>' + "<!DOCTYPE a><Sie/>".encode("cp037"),
            Code.XML_BROKEN,
        ),
        (b'<!DOCTYPE Sie SYSTEM "file:///etc/passwd"><Sie/>', Code.XML_ENTITIES),
        (LAUGHS, Code.XML_ENTITIES),
        (b"<Sie>&undeclared;</Sie>", Code.XML_BROKEN),
        (b"<Sie>" + b"<a>" * 200_000, Code.TOO_MANY_LINES),
        (b'<?xml version="1.0"?><Other/>', Code.XML_OTHER),
        (XML[:900], Code.XML_BROKEN),
        (XML.replace(b'"SEK"', b'"EUR"'), Code.FOREIGN_CURRENCY),
        (
            b'<SieEntry xmlns="http://www.sie.se/sie5"><FileInfo/></SieEntry>',
            Code.ENTRY_WITHOUT_AMOUNTS,
        ),
    ],
)
def test_what_is_refused(data: bytes, code: Code) -> None:
    file = read(data)
    assert file.decision is Decision.REFUSE
    assert code in file.issue_totals


def test_entries_from_a_pre_system_are_asked_about() -> None:
    file = read(XML.replace(b"<Sie ", b"<SieEntry ").replace(b"</Sie>", b"</SieEntry>"))
    assert Code.PRE_SYSTEM_FILE in file.issue_totals
    assert file.decision is Decision.ASK


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', "utf-8"),
        ("<?xml version='1.0' encoding='ISO-8859-1' standalone='no'?>", "iso-8859-1"),
        ('<?xml version="1.0"?>', "utf-8"),
        ('<?xml version="1.0" encoding="utf-16"?>', "utf-16"),
    ],
)
def test_what_the_declaration_says(declaration: str, encoding: str) -> None:
    text = declaration + XML.decode().partition("?>")[2]
    file = read(text.encode(encoding))
    assert (file.encoding, file.company) == (encoding, "Ön AB")
    assert file.decision is Decision.ACCEPT


def test_lines_are_known() -> None:
    data = XML.replace(
        b'amount="1000.5"/>\n      <LedgerEntry', b'amount="5"/>\n      <LedgerEntry'
    )
    file = read(data)
    line = XML[: XML.index(b"<JournalEntry")].count(b"\n") + 1
    assert [found.line for found in file.issues if found.code is Code.UNBALANCED] == [line]
    assert [row.line for row in file.vouchers[0].rows] == [line + 2, line + 3]


@pytest.mark.parametrize(
    "inside",
    [
        b"<x/>" * 50_000,
        b"<Accounts>" + b'<Account id="1"/>' * 20_000 + b"</Accounts>",
        b"<x>" + b"y" * 1_000_000 + b"</x>",
        b'<x y="' + b"z" * 1_000_000 + b'"/>',
        b"<x " + b" ".join(b'a%d=""' % number for number in range(20_000)) + b"/>",
        b"<!--" + b"-z" * 500_000 + b"-->",
    ],
    ids=["wide", "accounts", "text", "attribute", "attributes", "comment"],
)
def test_what_is_large_is_passed_over(inside: bytes) -> None:
    file = read(XML.replace(b"<Accounts>", inside + b"<Accounts>", 1))
    assert file.results[0] == {"3041": -100_050}
