"""Code lists of what leaves the enterprise: reports and invoices (decisions A12, A14, C4)."""

from __future__ import annotations

from enum import StrEnum


class SentState(StrEnum):
    """How far a report that was made for somebody has come."""

    CREATED = "skapad"
    SENT = "skickad"


class ResendReason(StrEnum):
    """Why a sent report must go out again."""

    CORRECTED = "rattas"
    AFTER_CORRECTED = "skickas_om"
    CHANGED = "andrad"  # what it rests on besides locked months: texts, bookkeeping


class InvoiceKind(StrEnum):
    """An invoice, or a credit note that takes one back."""

    INVOICE = "faktura"
    CREDIT = "kredit"
