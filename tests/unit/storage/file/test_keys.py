"""Key slots: who opens what."""

from __future__ import annotations

import unicodedata
import uuid
from dataclasses import replace

import pytest

from asfdesk.errors import NeedsVaultKeyError, RefusedError, WrongKeyError
from asfdesk.storage.file import keys
from asfdesk.storage.file.keys import KeyPair, UnlockedKeys, add_slot, create_slots, unlock
from asfdesk.storage.file.manifest import SHIPPED_COST, KdfCost, Manifest, Role
from asfdesk.storage.file.recovery_code import new_recovery_code, recovery_code
from asfdesk.storage.file.signing import authenticate, hmac_holds, new_signing_key, saved_by_owner
from tests.strongbox import ADVISER, CHEAP, OWNER

PAIR = KeyPair(b"d" * 32, b"v" * 32)
CLIENT = uuid.UUID("00000000-0000-4000-8000-000000000001")


@pytest.fixture
def made() -> tuple[Manifest, str]:
    slots, code = create_slots(CLIENT, PAIR, OWNER, CHEAP)
    signing = new_signing_key(CLIENT, PAIR.vault)
    manifest = Manifest(
        client=CLIENT,
        generation=1,
        parent="",
        app_version="0.1.0",
        saved_at="2026-11-23T12:00:00+00:00",
        payload_bytes=1,
        payload_sha256="0" * 64,
        slots=slots,
        next_slot=3,
        signing_public=signing.public,
        signing_sealed=signing.sealed,
    )
    return manifest, code


@pytest.fixture
def manifest(made: tuple[Manifest, str]) -> Manifest:
    """With an adviser in slot 3."""
    return add_slot(made[0], PAIR, Role.ADVISER, ADVISER, "Coompanion", CHEAP)


def test_shipped_files_cost_256_mib_three_passes_four_lanes() -> None:
    shipped = (SHIPPED_COST.memory_kib, SHIPPED_COST.iterations, SHIPPED_COST.lanes)
    assert shipped == (262_144, 3, 4)
    assert SHIPPED_COST.accepted


@pytest.mark.parametrize(
    ("cost", "accepted"),
    [
        (KdfCost(1024 * 1024, 20, 16), True),
        (KdfCost(1024 * 1024 + 1, 3, 4), False),
        (KdfCost(65536, 21, 4), False),
        (KdfCost(65536, 3, 17), False),
        (KdfCost(31, 1, 4), False),
    ],
)
def test_a_file_may_not_ask_for_more_than_the_limits(cost: KdfCost, *, accepted: bool) -> None:
    assert cost.accepted is accepted


def test_each_role_opens_what_it_should(made: tuple[Manifest, str], manifest: Manifest) -> None:
    assert unlock(manifest, OWNER) == UnlockedKeys(1, Role.OWNER, PAIR.data, PAIR.vault)
    assert unlock(manifest, made[1]) == UnlockedKeys(2, Role.RECOVERY, PAIR.data, PAIR.vault)
    assert unlock(manifest, ADVISER) == UnlockedKeys(3, Role.ADVISER, PAIR.data, None)


def test_an_adviser_slot_does_not_hold_the_vault_key(manifest: Manifest) -> None:
    owner, _recovery, adviser = manifest.slots
    nonce, tag = 12, 16
    assert len(owner.wrapped) == nonce + 64 + tag
    assert len(adviser.wrapped) == nonce + 32 + tag
    with pytest.raises(NeedsVaultKeyError):
        unlock(manifest, ADVISER).pair()


def test_a_password_is_the_same_however_its_letters_are_composed(manifest: Manifest) -> None:
    decomposed = unicodedata.normalize("NFD", OWNER)
    assert decomposed != OWNER
    assert unlock(manifest, decomposed).slot == 1


@pytest.mark.parametrize("wrong", ["", "fel", OWNER.upper(), OWNER + " "])
def test_any_other_password_opens_nothing(manifest: Manifest, wrong: str) -> None:
    with pytest.raises(WrongKeyError):
        unlock(manifest, wrong)


def test_a_slot_is_bound_to_file_number_role_and_cost(manifest: Manifest) -> None:
    adviser = manifest.slots[2]
    changed = [
        replace(manifest, client=uuid.uuid4()),
        replace(manifest, slots=(replace(adviser, number=4),)),
        replace(manifest, slots=(replace(adviser, role=Role.OWNER),)),
        replace(manifest, slots=(replace(adviser, cost=KdfCost(128, 1, 1)),)),
        replace(manifest, slots=(replace(adviser, wrapped=adviser.wrapped[:-1]),)),
        replace(manifest, slots=(replace(adviser, wrapped=b""),)),
    ]
    for other in changed:
        with pytest.raises(WrongKeyError):
            unlock(other, ADVISER)


def test_a_changed_password_keeps_keys_number_and_label(manifest: Manifest) -> None:
    changed = keys.change_password(manifest, PAIR, 3, "nya ord", CHEAP)
    assert unlock(changed, "nya ord") == UnlockedKeys(3, Role.ADVISER, PAIR.data, None)
    assert keys.slot_label(changed, PAIR, changed.slot(3)) == "Coompanion"
    with pytest.raises(WrongKeyError):
        unlock(changed, ADVISER)


def test_numbers_are_never_used_again(manifest: Manifest) -> None:
    without = keys.remove_slot(manifest, 3)
    again = add_slot(without, PAIR, Role.ADVISER, "andra ord", "", CHEAP)
    assert [slot.name for slot in again.slots] == ["owner:1", "recovery:2", "adviser:4"]


def test_the_last_owner_and_the_recovery_key_stay(manifest: Manifest) -> None:
    for number in (1, 2):
        with pytest.raises(RefusedError):
            keys.remove_slot(manifest, number)
    two = add_slot(manifest, PAIR, Role.OWNER, "en ägare till", "", CHEAP)
    assert [slot.number for slot in keys.remove_slot(two, 1).slots] == [2, 3, 4]


def test_labels_are_sealed(manifest: Manifest) -> None:
    assert keys.slot_label(manifest, PAIR, manifest.slot(3)) == "Coompanion"
    other = KeyPair(PAIR.data, b"x" * 32)
    assert keys.slot_label(manifest, other, manifest.slot(3)) == ""
    assert b"Coompanion" not in manifest.slot(3).label


def test_renewed_keys_open_with_the_same_passwords(
    made: tuple[Manifest, str], manifest: Manifest
) -> None:
    new = KeyPair(b"D" * 32, b"V" * 32)
    renewed = keys.rewrap(manifest, PAIR, new)
    assert unlock(renewed, OWNER).pair() == new
    assert unlock(renewed, made[1]).pair() == new
    assert unlock(renewed, ADVISER) == UnlockedKeys(3, Role.ADVISER, new.data, None)
    assert keys.slot_label(renewed, new, renewed.slot(3)) == "Coompanion"


def test_keys_are_not_renewed_when_a_slot_was_tampered_with(manifest: Manifest) -> None:
    broken = replace(manifest.slot(3), escrow=bytes(60))
    tampered = replace(manifest, slots=(*manifest.slots[:2], broken))
    with pytest.raises(RefusedError):
        keys.rewrap(tampered, PAIR, KeyPair.fresh())


def test_a_renewed_recovery_code_replaces_the_printed_one(made: tuple[Manifest, str]) -> None:
    manifest, old = made
    new = new_recovery_code()
    renewed = keys.renew_recovery(manifest, PAIR, new, CHEAP)
    assert unlock(renewed, new).role is Role.RECOVERY
    with pytest.raises(WrongKeyError):
        unlock(renewed, old)


def test_a_recovery_code_is_read_as_people_write_it() -> None:
    code = new_recovery_code()
    assert len(code) == 34
    assert [len(group) for group in code.split("-")] == [4] * 7
    for typed in (code.lower(), code.replace("-", " "), f"  {code.replace('-', '')} "):
        assert recovery_code(typed) == code
    swapped = code.replace("0", "O").replace("1", "l")
    assert recovery_code(swapped) == code


def test_a_slip_of_the_pen_is_no_recovery_code() -> None:
    code = new_recovery_code()
    other = "A" if code[0] != "A" else "B"
    assert recovery_code(other + code[1:]) is None
    assert recovery_code(code[:-1]) is None
    assert recovery_code("UUUU" + code[4:]) is None
    assert recovery_code(OWNER) is None


def test_recovery_codes_differ() -> None:
    assert len({new_recovery_code() for _ in range(100)}) == 100


def test_owners_sign_and_advisers_do_not(manifest: Manifest) -> None:
    owner, adviser = unlock(manifest, OWNER), unlock(manifest, ADVISER)
    signed = authenticate(manifest, owner)
    assert hmac_holds(signed, owner)
    assert saved_by_owner(signed, owner)
    assert saved_by_owner(signed, adviser)
    unsigned = authenticate(replace(signed, generation=2), adviser)
    assert hmac_holds(unsigned, owner)
    assert unsigned.signature == b""
    assert not saved_by_owner(unsigned, owner)


def test_a_changed_manifest_fails_hmac_and_signature(manifest: Manifest) -> None:
    owner = unlock(manifest, OWNER)
    signed = authenticate(manifest, owner)
    for changed in (
        replace(signed, generation=7),
        replace(signed, payload_sha256="1" * 64),
        replace(signed, slots=signed.slots[:2]),
        replace(signed, parent="2" * 64),
    ):
        assert not hmac_holds(changed, owner)
        assert not saved_by_owner(changed, owner)


def test_an_adviser_with_a_signing_key_of_their_own_is_seen_by_owners(manifest: Manifest) -> None:
    adviser = unlock(manifest, ADVISER)
    forged = new_signing_key(CLIENT, b"x" * 32)
    pretended = UnlockedKeys(3, Role.OWNER, adviser.data_key, b"x" * 32)
    swapped = replace(manifest, signing_public=forged.public, signing_sealed=forged.sealed)
    saved = authenticate(swapped, pretended)
    owner = unlock(saved, OWNER)
    assert hmac_holds(saved, owner)
    assert not saved_by_owner(saved, owner)
    assert saved_by_owner(authenticate(saved, owner), owner)


def test_keys_never_show_in_a_repr(manifest: Manifest) -> None:
    text = repr(unlock(manifest, OWNER)) + repr(PAIR)
    assert "ddd" not in text
    assert "vvv" not in text
