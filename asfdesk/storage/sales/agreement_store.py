"""Buyers, agreements and their dated terms."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from asfdesk.domain.agreements import Agreement, Buyer, DayCount, Terms
from asfdesk.domain.alphabet import in_alphabet
from asfdesk.domain.codes import AttendanceCode, Form, PayerKind, PriceBasis, PriceUnit
from asfdesk.storage.columns import from_day, need_day, to_day
from asfdesk.storage.sealing import open_field, seal_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault


class AgreementQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def buyers(self) -> list[Buyer]:
        """Every buyer by name; `contact` is "" without the vault key."""
        found = [self._buyer(row) for row in self._rows.all("SELECT * FROM buyer ORDER BY id")]
        return sorted(found, key=lambda one: in_alphabet(one.name))

    def buyer(self, buyer_id: int) -> Buyer | None:
        """One buyer."""
        row = self._rows.get("buyer", buyer_id)
        return self._buyer(row) if row else None

    def agreements(self) -> list[Agreement]:
        """Every agreement with its terms, by start and name."""
        rows = self._rows.all("SELECT * FROM agreement ORDER BY starts_on, name, id")
        terms = self._terms_by_agreement()
        return [_agreement(row, terms.get(row["id"], ())) for row in rows]

    def agreement(self, agreement_id: int) -> Agreement | None:
        """One agreement with its terms."""
        row = self._rows.get("agreement", agreement_id)
        if row is None:
            return None
        return _agreement(row, self._terms_by_agreement().get(agreement_id, ()))

    def terms(self, terms_id: int) -> Terms | None:
        """One row of terms."""
        found = self._terms_by_agreement().values()
        return next((t for terms in found for t in terms if t.id == terms_id), None)

    def buyer_in_use(self, buyer_id: int) -> bool:
        """Whether the buyer has an agreement, or a plan reckons with it."""
        sql = """SELECT EXISTS (SELECT 1 FROM agreement WHERE buyer_id = :id)
                     OR EXISTS (SELECT 1 FROM plan_stream WHERE buyer_id = :id)"""
        return bool(self._rows.value(sql, {"id": buyer_id}))

    def agreement_in_use(self, agreement_id: int) -> bool:
        """Whether placements, supervision, invoices or expected items refer to the agreement."""
        sql = """SELECT EXISTS (SELECT 1 FROM placement WHERE agreement_id = :id)
                     OR EXISTS (SELECT 1 FROM supervision WHERE agreement_id = :id)
                     OR EXISTS (SELECT 1 FROM invoice WHERE agreement_id = :id)
                     OR EXISTS (SELECT 1 FROM expected_item WHERE agreement_id = :id)"""
        return bool(self._rows.value(sql, {"id": agreement_id}))

    def agreements_in_use(self) -> set[int]:
        """Agreements that placements, supervision, invoices or expected items refer to."""
        sql = """SELECT agreement_id AS id FROM placement
                 UNION SELECT agreement_id FROM supervision WHERE agreement_id IS NOT NULL
                 UNION SELECT agreement_id FROM invoice
                 UNION SELECT agreement_id FROM expected_item WHERE agreement_id IS NOT NULL"""
        return {row["id"] for row in self._rows.all(sql)}

    def _buyer(self, row: type_row) -> Buyer:
        return Buyer(
            id=row["id"],
            name=row["name"],
            kind=PayerKind(row["kind"]),
            org_number=row["org_number"],
            invoice_reference=row["invoice_reference"],
            invoice_email=row["invoice_email"],
            contact=open_field(self._vault, "buyer", row, "contact"),
            ended_on=to_day(row["ended_on"]),
        )

    def _terms_by_agreement(self) -> dict[int, tuple[Terms, ...]]:
        payable: dict[int, dict[AttendanceCode, int]] = defaultdict(dict)
        for row in self._rows.all("SELECT * FROM terms_payable ORDER BY id"):
            payable[row["terms_id"]][AttendanceCode(row["code"])] = row["share_bp"]
        levels: dict[int, dict[int, int]] = defaultdict(dict)
        for row in self._rows.all("SELECT * FROM terms_level_price ORDER BY level"):
            levels[row["terms_id"]][row["level"]] = row["price_ore"]
        found: dict[int, list[Terms]] = defaultdict(list)
        for row in self._rows.all("SELECT * FROM agreement_terms ORDER BY valid_from"):
            terms = _terms(row, payable.get(row["id"], {}), levels.get(row["id"], {}))
            found[row["agreement_id"]].append(terms)
        return {agreement_id: tuple(terms) for agreement_id, terms in found.items()}


def _terms(
    row: type_row, payable: Mapping[AttendanceCode, int], levels: Mapping[int, int]
) -> Terms:
    return Terms(
        id=row["id"],
        agreement_id=row["agreement_id"],
        valid_from=need_day(row["valid_from"]),
        unit=PriceUnit(row["unit"]),
        basis=PriceBasis(row["basis"]),
        price_ore=row["price_ore"],
        places_milli=row["places_milli"],
        vat_bp=row["vat_bp"],
        payable=payable,
        level_prices_ore=levels,
        half_day_bp=row["half_day_bp"],
        part_day_bp=row["part_day_bp"],
        part_day_limit_minutes=row["part_day_limit_minutes"],
    )


def _agreement(row: type_row, terms: tuple[Terms, ...]) -> Agreement:
    return Agreement(
        id=row["id"],
        buyer_id=row["buyer_id"],
        name=row["name"],
        form=Form(row["form"]),
        starts_on=need_day(row["starts_on"]),
        ends_on=to_day(row["ends_on"]),
        reference=row["reference"],
        project=row["project"],
        measure=row["measure"],
        day_count=DayCount(row["day_count"]),
        place_day_minutes=row["place_day_minutes"],
        half_day_limit_minutes=row["half_day_limit_minutes"],
        line_code=row["line_code"],
        needs_identity_number=bool(row["needs_identity_number"]),
        trainee_signs=bool(row["trainee_signs"]),
        responsible_signs=bool(row["responsible_signs"]),
        keep_until=to_day(row["keep_until"]),
        terms=terms,
    )


class AgreementStore(AgreementQueries):
    """Reads and writes; writes only inside `Writer.action`. Ids of added values are not used."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def add_buyer(self, buyer: Buyer) -> int:
        """Add a buyer and return its id."""
        row_id = self._writer.next_id("buyer")
        return self._writer.insert("buyer", {"id": row_id, **self._buyer_values(row_id, buyer)})

    def change_buyer(self, buyer: Buyer) -> None:
        """Write a buyer anew."""
        self._writer.update("buyer", buyer.id, self._buyer_values(buyer.id, buyer))

    def remove_buyer(self, buyer_id: int) -> None:
        """Take a buyer away."""
        self._writer.delete("buyer", buyer_id)

    def add_agreement(self, agreement: Agreement) -> int:
        """Add an agreement with its terms and return its id."""
        agreement_id = self._writer.insert("agreement", _agreement_values(agreement))
        for terms in agreement.terms:
            self.add_terms(agreement_id, terms)
        return agreement_id

    def change_agreement(self, agreement: Agreement) -> None:
        """Write an agreement anew; its terms are left as they are."""
        self._writer.update("agreement", agreement.id, _agreement_values(agreement))

    def remove_agreement(self, agreement_id: int) -> None:
        """Take an agreement and its terms away."""
        agreement = self.agreement(agreement_id)
        for terms in agreement.terms if agreement else ():
            self.remove_terms(terms.id)
        self._writer.delete("agreement", agreement_id)

    def add_terms(self, agreement_id: int, terms: Terms) -> int:
        """Add dated terms to an agreement and return their id."""
        values = {"agreement_id": agreement_id, **_terms_values(terms)}
        terms_id = self._writer.insert("agreement_terms", values)
        self._add_terms_rows(terms_id, terms)
        return terms_id

    def change_terms(self, terms: Terms) -> None:
        """Write terms anew, with their codes and levels."""
        self._remove_terms_rows(terms.id)
        self._writer.update("agreement_terms", terms.id, _terms_values(terms))
        self._add_terms_rows(terms.id, terms)

    def remove_terms(self, terms_id: int) -> None:
        """Take terms away; the earlier ones then hold on."""
        self._remove_terms_rows(terms_id)
        self._writer.delete("agreement_terms", terms_id)

    def _add_terms_rows(self, terms_id: int, terms: Terms) -> None:
        for code, share_bp in terms.payable.items():
            row: dict[str, object] = {
                "terms_id": terms_id,
                "code": code.value,
                "share_bp": share_bp,
            }
            self._writer.insert("terms_payable", row)
        for level, price_ore in terms.level_prices_ore.items():
            row = {"terms_id": terms_id, "level": level, "price_ore": price_ore}
            self._writer.insert("terms_level_price", row)

    def _remove_terms_rows(self, terms_id: int) -> None:
        for table in ("terms_payable", "terms_level_price"):
            sql = f"SELECT id FROM {table} WHERE terms_id = :id"
            for row in self._rows.all(sql, {"id": terms_id}):
                self._writer.delete(table, row["id"])

    def _buyer_values(self, row_id: int, buyer: Buyer) -> dict[str, object]:
        return {
            "name": buyer.name,
            "kind": buyer.kind.value,
            "org_number": buyer.org_number,
            "invoice_reference": buyer.invoice_reference,
            "invoice_email": buyer.invoice_email,
            "ended_on": from_day(buyer.ended_on),
            **seal_fields(self._vault, "buyer", row_id, {"contact": buyer.contact}),
        }


def _agreement_values(agreement: Agreement) -> dict[str, object]:
    return {
        "buyer_id": agreement.buyer_id,
        "name": agreement.name,
        "form": agreement.form.value,
        "starts_on": agreement.starts_on.isoformat(),
        "ends_on": from_day(agreement.ends_on),
        "reference": agreement.reference,
        "project": agreement.project,
        "measure": agreement.measure,
        "day_count": agreement.day_count.value,
        "place_day_minutes": agreement.place_day_minutes,
        "half_day_limit_minutes": agreement.half_day_limit_minutes,
        "line_code": agreement.line_code,
        "needs_identity_number": int(agreement.needs_identity_number),
        "trainee_signs": int(agreement.trainee_signs),
        "responsible_signs": int(agreement.responsible_signs),
        "keep_until": from_day(agreement.keep_until),
    }


def _terms_values(terms: Terms) -> dict[str, object]:
    return {
        "valid_from": terms.valid_from.isoformat(),
        "unit": terms.unit.value,
        "basis": terms.basis.value,
        "price_ore": terms.price_ore,
        "places_milli": terms.places_milli,
        "vat_bp": terms.vat_bp,
        "half_day_bp": terms.half_day_bp,
        "part_day_bp": terms.part_day_bp,
        "part_day_limit_minutes": terms.part_day_limit_minutes,
    }
