"""Agreements (avtal) and their dated terms: add, change, end, remove if unused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.agreements import bases_of
from asfdesk.domain.books.chart import DEFAULT_LINES
from asfdesk.domain.codes import PriceBasis, PriceUnit
from asfdesk.domain.plan import Section
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _, hours
from asfdesk.services.changes import Topic
from asfdesk.services.checks import check_order, missing, need_text
from asfdesk.services.hours.locked_months import refuse_agreement_change, refuse_lone_agreement

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.agreements import Agreement, Terms
    from asfdesk.domain.plan import PlanLine
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.AGREEMENTS})
DAY_MINUTES = 24 * 60
WHOLE_BP = 10_000


def add_agreement(session: WriteSession, agreement: Agreement) -> Changes:
    """Add an agreement with its first terms, which hold from its first day.

    Raises:
        InvalidInputError: names the field.
        RefusedError: it would be paid for in a locked month (decisions A11).
    """
    if not agreement.terms:
        raise InvalidInputError("unit", _("Write what the buyer pays."))
    first = replace(agreement.terms[0], valid_from=agreement.starts_on)
    checked = _check(session, replace(agreement, terms=(_check_terms(first, agreement),)))
    refuse_lone_agreement(session, checked)
    with session.writer.action("agreement.add", CHANGED, "agreement"):
        session.agreements.add_agreement(checked)
    return CHANGED


def change_agreement(session: WriteSession, agreement: Agreement) -> Changes:
    """Write an agreement anew; terms are changed on their own.

    The first terms move with the first day, so that no day lacks terms.
    """
    before = need_agreement(session, agreement.id)
    checked = _check(session, replace(agreement, terms=before.terms))
    for terms in checked.terms:
        _check_part_day(terms, checked, "half_day_limit_minutes")
    moved = _moved_first(checked)
    after = replace(checked, terms=(moved, *checked.terms[1:])) if moved else checked
    refuse_agreement_change(session, before, after)
    with session.writer.action("agreement.change", CHANGED, "agreement", agreement.id):
        session.agreements.change_agreement(after)
        if moved and moved != before.terms[0]:
            session.agreements.change_terms(moved)
    return CHANGED


def end_agreement(session: WriteSession, agreement_id: int, last_day: date) -> Changes:
    """Set an agreement's last day."""
    before = need_agreement(session, agreement_id)
    check_order("ends_on", before.starts_on, last_day)
    after = replace(before, ends_on=last_day)
    refuse_agreement_change(session, before, after)
    with session.writer.action("agreement.end", CHANGED, "agreement", agreement_id):
        session.agreements.change_agreement(after)
    return CHANGED


def remove_agreement(session: WriteSession, agreement_id: int) -> Changes:
    """Remove an agreement that nothing refers to."""
    if session.agreements.agreement_in_use(agreement_id):
        raise RefusedError(
            _("The agreement is in use."),
            _("Placements, supervisor hours or invoices belong to it."),
            _("End it instead."),
        )
    agreement = session.agreements.agreement(agreement_id)
    if agreement is not None:
        refuse_lone_agreement(session, agreement)
    with session.writer.action("agreement.remove", CHANGED, "agreement", agreement_id):
        session.agreements.remove_agreement(agreement_id)
    return CHANGED


def add_terms(session: WriteSession, agreement_id: int, terms: Terms) -> Changes:
    """Add terms that hold from a date; the earlier ones hold until the day before."""
    before = need_agreement(session, agreement_id)
    new = _check_terms(replace(terms, id=0, agreement_id=agreement_id), before)
    after = _with_terms(before, (*before.terms, new))
    refuse_agreement_change(session, before, after)
    with session.writer.action("terms.add", CHANGED, "agreement", agreement_id):
        session.agreements.add_terms(agreement_id, new)
    return CHANGED


def change_terms(session: WriteSession, terms: Terms) -> Changes:
    """Write terms anew."""
    before = need_agreement(session, terms.agreement_id)
    checked = _check_terms(terms, before)
    others = tuple(t for t in before.terms if t.id != terms.id)
    after = _with_terms(before, (*others, checked))
    refuse_agreement_change(session, before, after)
    with session.writer.action("terms.change", CHANGED, "agreement", terms.agreement_id):
        session.agreements.change_terms(checked)
    return CHANGED


def remove_terms(session: WriteSession, terms: Terms) -> Changes:
    """Take terms away; the ones before hold on. The first terms cannot be taken away."""
    before = need_agreement(session, terms.agreement_id)
    if before.terms and before.terms[0].id == terms.id:
        raise RefusedError(
            _("The first terms cannot be removed."),
            _("Every day of the agreement needs terms."),
            _("Change them instead."),
        )
    after = replace(before, terms=tuple(t for t in before.terms if t.id != terms.id))
    refuse_agreement_change(session, before, after)
    with session.writer.action("terms.remove", CHANGED, "agreement", terms.agreement_id):
        session.agreements.remove_terms(terms.id)
    return CHANGED


def plan_lines(session: ReadSession) -> list[PlanLine]:
    """The plan's lines; the shipped ones while the file has none."""
    return session.plans.lines() or list(DEFAULT_LINES)


def need_agreement(session: ReadSession, agreement_id: int) -> Agreement:
    """An agreement that must be there; RefusedError if it is not."""
    agreement = session.agreements.agreement(agreement_id)
    if agreement is None:
        raise missing()
    return agreement


def _moved_first(agreement: Agreement) -> Terms | None:
    if not agreement.terms:
        return None
    first, later = agreement.terms[0], agreement.terms[1:]
    if later and later[0].valid_from <= agreement.starts_on:
        raise InvalidInputError(
            "starts_on",
            _("Later terms already hold from %(day)s.") % {"day": later[0].valid_from.isoformat()},
            todo=_("Remove those terms first, or let the agreement begin before them."),
        )
    return replace(first, valid_from=agreement.starts_on)


def _with_terms(agreement: Agreement, terms: tuple[Terms, ...]) -> Agreement:
    """The agreement with these terms, in order; checks the dates against each other."""
    ordered = tuple(sorted(terms, key=lambda t: t.valid_from))
    days = [t.valid_from for t in ordered]
    if len(set(days)) < len(days):
        raise InvalidInputError(
            "valid_from",
            _("Other terms already hold from this day."),
            todo=_("Change those terms, or choose another day."),
        )
    if days[0] != agreement.starts_on:
        raise InvalidInputError(
            "valid_from",
            _("The first terms hold from the agreement's first day, %(day)s.")
            % {"day": agreement.starts_on.isoformat()},
            todo=_("Choose that day for the first terms and later days for the others."),
        )
    if agreement.ends_on is not None and days[-1] > agreement.ends_on:
        raise InvalidInputError(
            "valid_from",
            _("The agreement has ended by then."),
            _("Its last day is %(day)s.") % {"day": agreement.ends_on.isoformat()},
            _("Choose an earlier day, or prolong the agreement first."),
        )
    return replace(agreement, terms=ordered)


def _check(session: ReadSession, agreement: Agreement) -> Agreement:
    name = need_text("name", agreement.name, _("Write a name for the agreement."))
    buyer = session.agreements.buyer(agreement.buyer_id)
    if buyer is None:
        raise InvalidInputError("buyer_id", _("Choose a buyer."))
    check_order("ends_on", agreement.starts_on, agreement.ends_on)
    if not 0 < agreement.place_day_minutes <= DAY_MINUTES:
        raise InvalidInputError(
            "place_day_minutes",
            _("A place-day is more than 0 and at most 24 hours."),
            todo=_("Write the hours that make a whole day, for example 8."),
        )
    if not 0 <= agreement.half_day_limit_minutes <= agreement.place_day_minutes:
        raise InvalidInputError(
            "half_day_limit_minutes",
            _("The limit for a half day cannot be above a whole day."),
            todo=_("Write the longest time that still counts as a half day."),
        )
    _check_line(session, agreement.line_code)
    return replace(
        agreement,
        name=name,
        reference=agreement.reference.strip(),
        project=agreement.project.strip(),
        measure=agreement.measure.strip(),
    )


def _check_line(session: ReadSession, code: str) -> None:
    """The plan line the money is booked on must be an income line."""
    lines = [line for line in plan_lines(session) if line.section is Section.INCOME]
    if all(line.code != code for line in lines):
        raise InvalidInputError("line_code", _("Choose the income line of the plan."))


def _check_terms(terms: Terms, agreement: Agreement) -> Terms:
    """Terms with a basis that fits the unit and every share within 0-100 %."""
    level_days = terms.unit is PriceUnit.LEVEL_DAY
    if level_days and not terms.level_prices_ore:
        raise InvalidInputError("level_1", _("Write the price of at least one level."))
    if not level_days and terms.price_ore <= 0:
        raise InvalidInputError(
            "price_ore",
            _("Write what the buyer pays."),
            todo=_("Write the price in kronor without VAT."),
        )
    if terms.basis is PriceBasis.PLACE and terms.places_milli <= 0 and not _sum(terms):
        raise InvalidInputError(
            "places_milli",
            _("Write how many places the buyer pays for."),
            _("The price is counted on the places sold."),
        )
    if not 0 <= terms.vat_bp <= WHOLE_BP:
        raise InvalidInputError("vat_bp", _("VAT is from 0 to 100 %."))
    bases = bases_of(terms.unit)
    checked = replace(
        terms,
        basis=terms.basis if terms.basis in bases else bases[0],
        level_prices_ore=dict(terms.level_prices_ore) if level_days else {},
        part_day_bp=terms.part_day_bp if level_days else None,
        part_day_limit_minutes=terms.part_day_limit_minutes if level_days else None,
    )
    _check_part_day(checked, agreement, "part_day_limit_minutes")
    return checked


def _check_part_day(terms: Terms, agreement: Agreement, field: str) -> None:
    """A part day has both a share and a limit, and is shorter than a half day."""
    if (terms.part_day_bp is None) != (terms.part_day_limit_minutes is None):
        lacks_share = terms.part_day_bp is None
        raise InvalidInputError(
            "part_day_bp" if lacks_share else "part_day_limit_minutes",
            _("A part day needs both a limit and a share."),
            todo=_("Fill in both, or leave both empty when there are no part days."),
        )
    limit = terms.part_day_limit_minutes
    if limit is not None and not 0 < limit < agreement.half_day_limit_minutes:
        raise InvalidInputError(
            field,
            _("A part day must be shorter than a half day."),
            _("A half day goes up to %(hours)s h in this agreement.")
            % {"hours": hours(agreement.half_day_limit_minutes)},
            _("Write fewer hours, or change the limit under Counting and reports."),
        )


def _sum(terms: Terms) -> bool:
    return terms.unit in (PriceUnit.LUMP_SUM, PriceUnit.RESULT)
