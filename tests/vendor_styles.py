"""How bookkeeping programs write, as far as exports and descriptions tell (sie.md §4)."""

from __future__ import annotations

from datetime import date

from tests.vendor_files import Style, comma, short

ALL = "1 2 3 4E"
BEGINS, ENDS = date(2024, 7, 1), date(2025, 6, 30)
"""A broken fiscal year."""

SWEDISH_NUMBER = "5599990010"
ODD_NUMBER = frozenset({"org_number_format"})

STYLES: dict[str, Style] = {
    "Fortnox": Style("Fortnox", "3.60.16", tail=2, months=True, kinds=ALL),
    "Fortnox 2": Style("Fortnox Bokföring", "2.0.0", months=True, objects=True, kinds="4E"),
    "Visma eEkonomi": Style("Visma eEkonomi", "2.0", encoding="utf-8", tail=2, kinds="1 4E 4I"),
    "Spiris": Style("Spiris Bokföring & Fakturering", "1", quotes="all", kinds="1 4E"),
    "Visma Administration 2000": Style("Visma Administration 2000", "2022.2", tail=4, kinds=ALL),
    "Visma Spcs Förening": Style(
        "Visma Förening", "2010.1", eol="\n", quotes="needed", kinds="1 2 4E"
    ),
    "Visma Compact": Style("Visma Compact", "6.00", gap="\t", checksum=True, tail=2, kinds=ALL),
    "Visma Lön": Style("Visma Lön 100", "2012.1", numbered=False, series=False, kinds="4I"),
    "Visma Net": Style("Visma.net ERP", "9.1", encoding="utf-8-sig", tail=2, kinds="4E"),
    "Visma Bokslut": Style("Visma Bokslut", "2010.02", kinds="1"),
    "Bokio": Style("Bokio", "1.0", encoding="utf-8", eol="\n", balances=False, tail=2, kinds="4E"),
    "Bokio with balances": Style("Bokio", "1.1", encoding="cp437", eol="\n", tail=2, kinds="4E 1"),
    "BL Administration": Style(
        "BL Administration",
        "2011.2.102",
        eol="\n",
        objects=True,
        kinds=ALL,
        first=BEGINS,
        last=ENDS,
    ),
    "Björn Lundén": Style(
        "BL Bokföring",
        "2026.1",
        encoding="utf-8",
        org_number=SWEDISH_NUMBER,
        codes=ODD_NUMBER,
        kinds="4E 4I",
    ),
    "Hogia Small Office": Style("Hogia Small Office Bokföring", "9.1", tail=2, kinds=ALL),
    "Hogia Lön": Style(
        "Hogia Lön Plus", "2025", quotes="needed", series=False, numbered=False, kinds="4I"
    ),
    "Briox": Style("Briox", "4.2", encoding="utf-8", tail=2, months=True, kinds="1 4E"),
    "PE Accounting": Style(
        "PE Accounting", "1", encoding="utf-8", eol="\n", objects=True, tail=2, kinds="4E"
    ),
    "Speedledger": Style(
        "SpeedLedger e-bokföring",
        "2",
        encoding="cp1252",
        quotes="all",
        kinds="1 4E",
    ),
    "Dooer": Style("Dooer", "1", encoding="utf-8", eol="\n", balances=False, kinds="4E"),
    "Kleer": Style("Kleer", "3.0", encoding="utf-8-sig", tail=4, objects=True, kinds="4E"),
    "Xledger": Style("Xledger", "7", quotes="all", objects=True, tail=2, kinds="1 3 4E"),
    "Norstedts Bokslut": Style(
        "Norstedts Bokslut",
        "2026",
        gap="\t",
        checksum=True,
        kinds="1 2 4E",
        first=BEGINS,
        last=ENDS,
    ),
    "Norstedts Revision": Style("Norstedts Revision", "2024", checksum=True, kinds="1"),
    "Edison": Style("Edison Ekonomi Byrå", "4.9G", eol="\n", tail=1, kinds=ALL),
    "Agda": Style("Agda PS", "9.7", series=False, numbered=False, objects=True, kinds="4I"),
    "Kontek Lön": Style("Kontek Lön", "2011.0", eol="\n", series=False, numbered=False, kinds="4I"),
    "Crona Lön": Style("Crona Lön", "2025", quotes="needed", kinds="4I"),
    "Mamut": Style(
        "Mamut Business Software", "12.2", gap="\t", quotes="all", amount=short, kinds="1 4E"
    ),
    "e-conomic": Style(
        "e-conomic",
        "1.0",
        series=False,
        numbered=True,
        amount=short,
        eol="\n",
        braces="unopened",
        codes=frozenset({"brace_missing"}),
        kinds="4E",
    ),
    "Zervant": Style("Zervant", "2", encoding="utf-8", eol="\n", quotes="needed", kinds="4E"),
    "SoftOne GO": Style(
        "SoftOne GO", "1", gap="\t", quotes="all", objects=True, tail=3, kinds="1 4E"
    ),
    "Magenta": Style("Magenta Bokföring", "2011:1", eol="\n", months=True, kinds="1 2 4E"),
    "Avendo": Style(
        "Avendo Bokföring", "6", org_number="SE559999001001", codes=ODD_NUMBER, kinds=ALL
    ),
    "Aspia": Style("Aspia", "1", encoding="cp1252", objects=True, tail=2, kinds="4E"),
    "Monitor": Style("MONITOR G5", "5.8", amount=short, indent="  ", kinds="4E 4I"),
    "Jeeves": Style("Jeeves ERP", "4", quotes="all", empty="{ }", tail=4, kinds="4E"),
    "Navision": Style("Microsoft Dynamics NAV", "2018", quotes="all", gap="  ", kinds="1 2 4E"),
    "Business Central": Style(
        "Microsoft Dynamics 365 Business Central", "25", encoding="utf-8", objects=True, kinds="4E"
    ),
    "Pyramid": Style("Pyramid Business Studio", "4", indent="\t", gap="\t", kinds="4E"),
    "Odoo": Style("Odoo", "17.0", encoding="utf-8", eol="\n", tail=2, kinds="4E"),
    "Raindance": Style("Raindance", "2025", objects=True, tail=2, kinds="4E 4I"),
    "Scopus": Style("Scopus", "3", kinds="1 2", first=BEGINS, last=ENDS),
    "Ekonomi XP": Style("Ekonomi XP", "3", eol="\n", amount=short, kinds="1 4E"),
    "ÖF Bokföring": Style(
        "ÖF Bokföring", "2", end=b"\x1a", codes=frozenset({"control_characters"})
    ),
    "Bollbok": Style("Bollbok", "1", gap="\t", quotes="needed", eol="\n", encoding="utf-8"),
    "Kassabok": Style(
        "Kassabok", "1", amount=comma, codes=frozenset({"decimal_comma"}), kinds="1 4E"
    ),
    "Small": Style("mina böcker", "0", upper=False, codes=frozenset({"lower_case_label"})),
    "Old Macintosh": Style("Bokföring Mac", "1", eol="\r", kinds="1 4E"),
    "Rows without braces": Style("Export", "1", braces="none", codes=frozenset({"brace_missing"})),
    "Brace with voucher": Style("Export", "2", braces="same", codes=frozenset({"brace_misplaced"})),
    "No lists": Style("Export", "3", empty="", gap=" ", codes=frozenset({"object_list_missing"})),
    "UTF-16": Style("Export", "4", encoding="utf-16", tail=2),
    "First year of 18 months": Style(
        "Fortnox", "3.59", first=date(2024, 7, 1), last=date(2025, 12, 31), kinds=ALL
    ),
    "Short first year": Style(
        "Bokio", "1.2", first=date(2025, 9, 15), last=date(2025, 12, 31), kinds="1 4E"
    ),
}
