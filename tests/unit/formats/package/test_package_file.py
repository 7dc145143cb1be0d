"""Packages: what was written is read, and nothing else is."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from asfdesk.domain.sending.package_arrival import Arrived, PackageFault, Pin, judged
from asfdesk.domain.sending.packages import SCHEMA, fingerprint_of, is_spoken, spoken
from asfdesk.formats.package.archive import MOST_BYTES, pack
from asfdesk.formats.package.card_file import read_card
from asfdesk.formats.package.faults import PackageRefusedError, refused
from asfdesk.formats.package.fields import canonical
from asfdesk.formats.package.package_file import (
    read_package,
    sealed_package,
    signed_package,
    write_package,
)
from asfdesk.formats.package.recipient_keys import (
    card_bytes,
    card_of,
    keys_bytes,
    opening_keys,
    read_keys,
    renewed,
)
from tests.packages import (
    KEYS,
    OTHER_PRIVATE,
    PRIVATE,
    PUBLIC,
    STRANGER,
    content,
    for_region,
    signature_holds,
)

OURS = opening_keys(KEYS)
SEALED = write_package(for_region(), PRIVATE, card_of(KEYS))
CLEAR = signed_package(content(), PRIVATE)
CARD = card_bytes(KEYS)


def fault_of(data: bytes, keys: object = OURS) -> PackageFault:
    with pytest.raises(PackageRefusedError) as caught:
        read_package(data, keys)  # type: ignore[arg-type]  # always opening keys
    return caught.value.fault


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def resigned(parts: dict[str, bytes], private: bytes = PRIVATE) -> bytes:
    """The parts under a signature of their manifest."""
    key = Ed25519PrivateKey.from_private_bytes(private)
    signature = key.sign(b"asfdesk-package-1\n" + parts["manifest.json"])
    return pack(parts | {"signature": signature})


def with_manifest(**changes: object) -> bytes:
    parts = members(CLEAR)
    manifest = json.loads(parts["manifest.json"]) | changes
    return resigned(parts | {"manifest.json": canonical(manifest)})


def test_what_was_written_is_read() -> None:
    assert read_package(SEALED, OURS) == for_region()
    assert read_package(CLEAR) == content()


def test_another_implementation_agrees_on_the_signature() -> None:
    parts = members(CLEAR)
    signed = b"asfdesk-package-1\n" + parts["manifest.json"]
    assert signature_holds(PUBLIC, signed, parts["signature"])
    assert not signature_holds(PUBLIC, signed + b" ", parts["signature"])
    manifest = json.loads(parts["manifest.json"])
    for part in manifest["parts"]:
        assert hashlib.sha256(parts[part["name"]]).hexdigest() == part["sha256"]


def test_recipient_and_period_are_inside_the_signature() -> None:
    manifest = json.loads(members(CLEAR)["manifest.json"])
    assert (manifest["period"], manifest["recipient"]["name"]) == ("2026-Q2", "Region Öst")


def test_the_csv_says_the_same_to_another_reader() -> None:
    text = members(CLEAR)["figures.csv"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [(row["key"], row["value"], row["state"], row["exact"]) for row in rows] == [
        ("trainees.unique", "17", "shown", "0"),
        ("trainees.new", "", "hidden", "0"),
        ("economy.result.quarter", "-1234500", "shown", "0"),
        ("economy.liquidity_months", "", "absent", "0"),
        ("exact.unique", "17", "shown", "1"),
    ]


def test_a_sealed_package_says_nothing_outside() -> None:
    for word in (b"manifest", b"559999", b"2026", "Växthuset".encode(), b"trainees", PUBLIC):
        assert word not in SEALED


@settings(max_examples=300, deadline=None)
@given(at=st.integers(0, 10**9), bit=st.integers(0, 7), sealed=st.booleans())
def test_any_one_flipped_bit_is_refused(at: int, bit: int, sealed: bool) -> None:  # noqa: FBT001 - drawn
    data = bytearray(SEALED if sealed else CLEAR)
    data[at % len(data)] ^= 1 << bit
    with pytest.raises(PackageRefusedError):
        read_package(bytes(data), OURS)


@settings(max_examples=200, deadline=None)
@given(at=st.integers(0, 10**9), bit=st.integers(0, 7))
def test_any_one_flipped_bit_of_a_card_is_refused(at: int, bit: int) -> None:
    data = bytearray(CARD)
    data[at % len(data)] ^= 1 << bit
    with pytest.raises(PackageRefusedError):
        read_card(bytes(data))


@settings(max_examples=60, deadline=None)
@given(end=st.integers(4, 10**9), sealed=st.booleans())
def test_a_truncated_package_is_damaged(end: int, sealed: bool) -> None:  # noqa: FBT001 - drawn
    data = SEALED if sealed else CLEAR
    assert fault_of(data[: 4 + end % (len(data) - 4)]) is PackageFault.DAMAGED


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=300))
def test_anything_else_is_no_package(data: bytes) -> None:
    with pytest.raises(PackageRefusedError):
        read_package(data)
    with pytest.raises(PackageRefusedError):
        read_card(data)


def test_a_forged_package_is_signed_with_another_key() -> None:
    assert fault_of(resigned(members(CLEAR), OTHER_PRIVATE)) is PackageFault.FORGED


@pytest.mark.parametrize("part", ["figures.json", "figures.csv"])
def test_an_altered_part_is_not_the_one_that_was_signed(part: str) -> None:
    parts = members(CLEAR)
    parts[part] = parts[part].replace(b"17", b"71")
    assert fault_of(pack(parts)) is PackageFault.ALTERED


def test_a_part_more_or_less_is_altered() -> None:
    parts = members(CLEAR)
    more = {**parts, "extra.txt": b"?"}
    less = {name: data for name, data in parts.items() if not name.endswith("pdf")}
    assert {fault_of(pack(more)), fault_of(pack(less))} == {PackageFault.ALTERED}


def test_a_newer_package_is_told_from_a_damaged_one() -> None:
    assert fault_of(with_manifest(schema=SCHEMA + 1)) is PackageFault.NEWER
    assert fault_of(with_manifest(version=2, something="new")) is PackageFault.NEWER
    assert fault_of(with_manifest(number=0)) is PackageFault.DAMAGED


def test_a_package_for_another_card_is_not_for_us() -> None:
    assert fault_of(SEALED, opening_keys(STRANGER)) is PackageFault.NOT_FOR_US
    assert fault_of(SEALED, ()) is PackageFault.NEEDS_KEYS


def test_a_package_that_is_passed_on_is_not_for_the_next_one() -> None:
    inner = signed_package(for_region(), PRIVATE)
    assert fault_of(sealed_package(inner, card_of(STRANGER)), opening_keys(STRANGER)) is (
        PackageFault.NOT_FOR_US
    )
    assert fault_of(inner, opening_keys(STRANGER)) is PackageFault.NOT_FOR_US


def test_a_package_made_after_the_card_expired_is_refused() -> None:
    late = [replace(key, valid_until=date(2026, 6, 30)) for key in OURS]
    assert fault_of(SEALED, late) is PackageFault.EXPIRED_CARD


def test_a_renewed_card_keeps_its_fingerprint_and_opens_what_was_on_its_way() -> None:
    newer = renewed(KEYS, date(2027, 12, 1), date(2029, 12, 31))
    assert card_of(newer).fingerprint == card_of(KEYS).fingerprint
    assert card_of(newer).sealing_key != card_of(KEYS).sealing_key
    assert read_package(SEALED, opening_keys(newer)) == for_region()


def test_bombs_are_refused_before_anything_is_unpacked() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b"\0" * 50_000_000)
    assert fault_of(target.getvalue()) is PackageFault.TOO_LARGE
    assert fault_of(b"PK\x03\x04" + b"\0" * MOST_BYTES) is PackageFault.TOO_LARGE
    many = pack({f"{number}.txt": b"" for number in range(200)})
    assert fault_of(many) is PackageFault.TOO_LARGE


def test_each_reason_has_its_own_message() -> None:
    said = {str(refused(fault)) for fault in PackageFault}
    assert len(said) == len(PackageFault)


def test_a_card_is_read_and_a_forged_one_is_not() -> None:
    assert read_card(CARD) == card_of(KEYS)
    whole = json.loads(CARD)
    whole["card"]["name"] = "Någon annan"
    with pytest.raises(PackageRefusedError) as caught:
        read_card(canonical(whole) + b"\n")
    assert caught.value.fault is PackageFault.FORGED


def test_keys_survive_their_written_form() -> None:
    taken = KEYS.pinned(content(), date(2026, 7, 2)).with_arrived(content())
    assert read_keys(keys_bytes(taken)) == taken


def test_a_fingerprint_is_thirty_digits_that_can_be_read_aloud() -> None:
    said = spoken(fingerprint_of(PUBLIC))
    assert [len(group) for group in said.split()] == [5] * 6
    assert is_spoken(said.replace(" ", "-"), fingerprint_of(PUBLIC))
    assert not is_spoken(said[:-1], fingerprint_of(PUBLIC))


def test_only_a_pinned_key_enters_and_only_once() -> None:
    one = content()
    pin = Pin("559999-0002", "Växthuset", PUBLIC, date(2026, 7, 1))
    came = Arrived(one.uid, "559999-0002", one.period, one.number)
    other = replace(one, uid="1" * 32)
    assert judged(one, (), ()) is PackageFault.UNPINNED
    assert judged(one, (replace(pin, public_key=b"\1" * 32),), ()) is PackageFault.WRONG_ENTERPRISE
    assert judged(one, (pin,), ()) is None
    assert judged(one, (pin,), (came,)) is PackageFault.REPLAYED
    assert judged(other, (pin,), (came,)) is PackageFault.REPLAYED
    assert judged(replace(other, number=3), (pin,), (came,)) is None
    assert judged(replace(other, number=1), (pin,), (came,)) is PackageFault.SUPERSEDED
