"""Names in the order of a Swedish register."""

from __future__ import annotations

import unicodedata

from asfdesk.domain.alphabet import in_alphabet


def test_the_alphabet_ends_with_three_letters_of_its_own() -> None:
    # By code point ä (U+00E4) comes before å (U+00E5).
    names = ["Örjan", "Ängla", "Åke", "Zara", "anna", "Bo"]
    assert sorted(names, key=in_alphabet) == ["anna", "Bo", "Zara", "Åke", "Ängla", "Örjan"]


def test_accents_are_passed_over_and_neighbours_letters_go_with_ours() -> None:
    # é as e, ü as y, æ as ä, ø as ö; without the accent first where all else is the same.
    names = ["Øystein", "Müller", "Mzee", "Idén", "Iden", "Idet", "Ægir", "Ånge"]
    assert sorted(names, key=in_alphabet) == [
        "Iden",
        "Idén",
        "Idet",
        "Müller",
        "Mzee",
        "Ånge",
        "Ægir",
        "Øystein",
    ]


def test_a_letter_in_two_parts_is_the_same_letter() -> None:
    apart = unicodedata.normalize("NFD", "Åsa")
    assert in_alphabet(apart)[0] == in_alphabet("Åsa")[0]
