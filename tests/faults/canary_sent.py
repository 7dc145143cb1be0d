"""A report that was made for somebody, in the canary file: everybody's names stand in its bytes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month, Period
from asfdesk.domain.sending.counts import Name
from asfdesk.domain.sending.packages import spoken
from asfdesk.domain.sending.volumes import MeasureBudget
from asfdesk.domain.sending.yearly_facts import Fact, FactKey, YearlyFacts
from asfdesk.formats.package.recipient_keys import card_of
from asfdesk.services.sending.export_report import parse_formats
from asfdesk.services.sending.make_for_recipient import make_for_recipient
from asfdesk.services.sending.measure_budgets import add_measure_budget
from asfdesk.services.sending.publish_counts import remember_published
from asfdesk.services.sending.recipients import confirm_recipient, import_card
from asfdesk.services.sending.report_catalogue import find_report
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.sent_reports import mark_sent
from asfdesk.services.sending.yearly_facts import set_yearly_facts
from tests.faults.canary_words import word
from tests.packages import KEYS

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from asfdesk.services.session import WriteSession

SEPTEMBER = Month(2026, 9)


def plant_sent(session: WriteSession, asked: Path, today: date, at: datetime) -> None:
    """R1 of September as PDF and text, in the ledger and among what the user has asked for."""
    recipient = word("sent_report", "recipient")
    request = ReportRequest(Period.of_month(SEPTEMBER), today, at, recipient=recipient)
    (made,) = make_for_recipient(
        session,
        find_report("R1"),
        request,
        parse_formats("pdf,txt"),
        asked / "sent",
        person=word("sent_report", "recipient_person_sealed"),
    )
    with session.writer.action("sent.create", (), "sent_report"):
        counts = {Name("people", "2026-Q3"): 14, Name("people.sex", "2026-Q3", "man"): None}
        remember_published(session, "R7", counts, word("published_count", "recipient"), at)
    measure = word("measure_budget", "measure")
    add_measure_budget(session, MeasureBudget(0, measure, date(2026, 1, 1), date(2026, 12, 31), 40))
    proof = Fact(1, word("yearly_fact", "reference"))
    set_yearly_facts(session, YearlyFacts(2026, {FactKey.BUSINESS: proof}))
    mark_sent(session, made.sent_id, today, today)


def plant_recipient(session: WriteSession, today: date) -> None:
    """A recipient whose card has been imported, and whose fingerprint has been compared."""
    card = replace(card_of(KEYS), name=word("recipient", "name"))
    found = import_card(session, card, today)
    confirm_recipient(session, found, spoken(card.fingerprint), today)
