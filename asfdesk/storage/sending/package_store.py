"""Recipients whose cards have been imported, packages that were made, and the key to sign them.

Whoever has the data key could write other keys into a recipient's row. So the whole card is sealed
with the vault key when its fingerprint is compared, and a row that is not as it was then counts as
not compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.period import parse_period
from asfdesk.domain.sending.packages import MadePackage, Recipient, RecipientCard
from asfdesk.domain.visiting_codes import RecipientKind
from asfdesk.storage.columns import need_day, need_moment, to_day
from asfdesk.storage.sealing import needs_vault_key, open_field, open_value, seal_fields

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault


class PackageQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def recipients(self) -> list[Recipient]:
        """Every recipient whose card was imported, those that have ended too."""
        rows = self._rows.all("SELECT * FROM recipient ORDER BY id")
        return [self._recipient(row) for row in rows]

    def recipient(self, recipient_id: int) -> Recipient | None:
        """One of them."""
        row = self._rows.get("recipient", recipient_id)
        return self._recipient(row) if row else None

    def made(self) -> list[MadePackage]:
        """Every package, in the order they were made."""
        return [
            MadePackage(
                row["id"],
                row["uid"],
                row["sent_id"],
                row["recipient_id"],
                parse_period(row["period"]),
                row["number"],
                need_moment(row["made_at"]),
                row["sha256"],
            )
            for row in self._rows.all("SELECT * FROM package ORDER BY id")
        ]

    def public_key(self) -> bytes | None:
        """The raw Ed25519 key that packages are signed for; None before the first one."""
        row = self._key_row()
        return bytes.fromhex(row["public_key"]) if row else None

    def private_key(self) -> bytes | None:
        """The raw private key; None before the first package.

        Raises:
            NeedsVaultKeyError: an adviser's session.
            FileDamagedError: what is sealed is something else.
        """
        if self._vault is None:
            raise needs_vault_key()
        row = self._key_row()
        return open_value(self._vault, "package_key", row, "private", _raw) if row else None

    def _key_row(self) -> type_row | None:
        return self._rows.one("SELECT * FROM package_key ORDER BY id DESC LIMIT 1")

    def _recipient(self, row: type_row) -> Recipient:
        card = RecipientCard(
            row["name"],
            RecipientKind(row["kind"]),
            bytes.fromhex(row["signing_key"]),
            bytes.fromhex(row["sealing_key"]),
            need_day(row["made_on"]),
            need_day(row["valid_until"]),
        )
        confirmed = to_day(row["confirmed_on"])
        if self._vault is not None:
            said = open_field(self._vault, "recipient", row, "confirmed")
            whole = said == _said(card) and card.fingerprint == row["fingerprint"]
            confirmed = confirmed if whole else None
        return Recipient(
            row["id"], card, need_day(row["imported_on"]), confirmed, to_day(row["ended_on"])
        )


class PackageStore(PackageQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def add_recipient(self, card: RecipientCard, on: date) -> int:
        """A card that has been imported; nobody has compared its fingerprint yet."""
        return self._writer.insert(
            "recipient",
            {
                **_values(card),
                "fingerprint": card.fingerprint,
                "imported_on": on.isoformat(),
            },
        )

    def renew_recipient(self, recipient_id: int, card: RecipientCard, on: date) -> None:
        """A newer card with the same fingerprint; what was compared holds for it too.

        Raises:
            NeedsVaultKeyError: an adviser's session.
        """
        before = self.recipient(recipient_id)
        values: dict[str, object] = {**_values(card), "imported_on": on.isoformat()}
        sealed = _said(card) if before and before.confirmed_on else ""
        values |= seal_fields(self._vault, "recipient", recipient_id, {"confirmed": sealed})
        self._writer.update("recipient", recipient_id, values)

    def confirm_recipient(self, recipient_id: int, card: RecipientCard, on: date) -> None:
        """Its fingerprint has been compared.

        Raises:
            NeedsVaultKeyError: an adviser's session.
        """
        sealed = seal_fields(self._vault, "recipient", recipient_id, {"confirmed": _said(card)})
        values = {"confirmed_on": on.isoformat(), **sealed}
        self._writer.update("recipient", recipient_id, values)

    def end_recipient(self, recipient_id: int, on: date | None) -> None:
        """No packages from that day on; None takes that back."""
        self._writer.update("recipient", recipient_id, {"ended_on": on.isoformat() if on else None})

    def add_package(self, package: MadePackage) -> int:
        """Enter a package that was made."""
        return self._writer.insert(
            "package",
            {
                "uid": package.uid,
                "sent_id": package.sent_id,
                "recipient_id": package.recipient_id,
                "period": str(package.period),
                "number": package.number,
                "made_at": package.made_at.isoformat(),
                "sha256": package.sha256,
            },
        )

    def set_key(self, public: bytes, private: bytes, on: date) -> None:
        """Sign with this key from now on.

        Raises:
            NeedsVaultKeyError: an adviser's session.
        """
        row = self._writer.next_id("package_key")
        sealed = seal_fields(self._vault, "package_key", row, {"private": private.hex()})
        self._writer.insert(
            "package_key",
            {"id": row, "public_key": public.hex(), "made_on": on.isoformat(), **sealed},
        )


def _values(card: RecipientCard) -> dict[str, object]:
    return {
        "name": card.name,
        "kind": card.kind.value,
        "signing_key": card.signing_key.hex(),
        "sealing_key": card.sealing_key.hex(),
        "made_on": card.made_on.isoformat(),
        "valid_until": card.valid_until.isoformat(),
    }


def _said(card: RecipientCard) -> str:
    """All of a card on one line."""
    return "|".join(str(value) for value in _values(card).values())


def _raw(text: str) -> bytes:
    return bytes.fromhex(text)
