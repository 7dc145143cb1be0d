"""Every report, one line each: menu, preview, export and command line read this tuple.

A new report is a file in `reports/`, a line here and a test.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.period import PeriodKind
from asfdesk.errors import InvalidInputError, NeedsVaultKeyError
from asfdesk.i18n import N_, _
from asfdesk.reports.document import PersonalData
from asfdesk.reports.words import period_kind_word
from asfdesk.services.drivers.project_scope import find_scope
from asfdesk.services.sending import (
    absence_source,
    capacity_reports,
    habilitation_report,
    package_figures,
    participant_list,
    plan_documents,
    plan_lists,
    report_rows,
    report_sources,
    results_source,
    retention_source,
    separate_accounts,
    situation_source,
    society_source,
    trainee_extract,
    variance_source,
    volume_source,
    yearly_source,
)
from asfdesk.services.sending.report_entry import Due, DueFor, Needs, ReportEntry, RestsOn, Selector
from asfdesk.services.without_days import is_safe_copy, months_not_days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.reports.document import Document
    from asfdesk.services.sending.report_entry import ReportRequest
    from asfdesk.services.session import ReadSession

CATALOGUE: tuple[ReportEntry, ...] = (
    ReportEntry(
        "R1",
        "narvarorapport",
        N_("Attendance report per trainee"),
        N_("Buyer, project owner or referring body"),
        N_("Every month"),
        (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.RANGE),
        report_sources.attendance,
        personal=PersonalData.YES,
        selectors=frozenset({Selector.TRAINEE, Selector.AGREEMENT, Selector.BUYER}),
        rows=report_rows.attendance_rows,
        per_buyer=True,
        due=Due(PeriodKind.MONTH, DueFor.BUYER),
    ),
    ReportEntry(
        "R2",
        "deltagarsammanstallning",
        N_("List of participants"),
        N_("Project owner, for SCB and ESF"),
        N_("Every month, within four weeks"),
        (PeriodKind.MONTH,),
        participant_list.participants,
        needs=Needs.VAULT,
        personal=PersonalData.YES,
        selectors=frozenset({Selector.AGREEMENT}),
        rows=participant_list.participant_rows,
        chain=True,
        due=Due(PeriodKind.MONTH, DueFor.PROJECT, weeks=4),
        layout=participant_list.layout_version,
    ),
    ReportEntry(
        "R3",
        "fakturaunderlag",
        N_("Invoice basis per buyer"),
        N_("Your own invoicing, and the buyer"),
        N_("Every month"),
        (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.RANGE),
        report_sources.invoice,
        personal=PersonalData.PSEUDONYMOUS,
        selectors=frozenset({Selector.AGREEMENT, Selector.BUYER}),
        rows=report_rows.invoice_rows,
        per_buyer=True,
        due=Due(PeriodKind.MONTH, DueFor.PAYER),
    ),
    ReportEntry(
        "R4",
        "avvikelser",
        N_("Report of absence"),
        N_("The Public Employment Service, and caseworkers"),
        N_("After each absence of more than 15 minutes"),
        (PeriodKind.MONTH, PeriodKind.WEEK, PeriodKind.DAY, PeriodKind.RANGE),
        absence_source.deviations,
        needs=Needs.VAULT,
        personal=PersonalData.YES,
        selectors=frozenset({Selector.TRAINEE, Selector.AGREEMENT, Selector.BUYER}),
        rows=report_rows.absence_rows,
        new_rows_count=False,
    ),
    ReportEntry(
        "R5",
        "lagesrapport",
        N_("Situation and final report per trainee"),
        N_("The referring body's caseworker"),
        N_("After three months, before a prolongation, at exit"),
        (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR, PeriodKind.RANGE),
        situation_source.situation,
        needs=Needs.VAULT,
        personal=PersonalData.YES,
        selectors=frozenset({Selector.TRAINEE, Selector.AGREEMENT}),
        rows=report_rows.situation_rows,
        rests_on=RestsOn.TEXTS,
    ),
    ReportEntry(
        "R6",
        "volymrapport",
        N_("Volume report to the coordination association"),
        N_("The coordination association (Finsam)"),
        N_("Every half-year or year"),
        (
            PeriodKind.RANGE,
            PeriodKind.YEAR,
            PeriodKind.FISCAL_YEAR,
            PeriodKind.QUARTER,
        ),
        volume_source.volume,
        personal=PersonalData.PSEUDONYMOUS,
        selectors=frozenset({Selector.AGREEMENT, Selector.BUYER}),
        package=volume_source.volume_measures,
    ),
    ReportEntry(
        "R7",
        "kvartalsrapport",
        N_("Quarterly report to the support structure"),
        N_("The support structure and your adviser"),
        N_("Every quarter"),
        (PeriodKind.QUARTER,),
        report_sources.quarterly,
        rows=report_rows.quarterly_rows,
        package=package_figures.quarterly_measures,
        due=Due(PeriodKind.QUARTER, DueFor.ENTERPRISE),
    ),
    ReportEntry(
        "R8",
        "plan-mot-utfall",
        N_("Plan against actual"),
        N_("The board, your adviser and the bank"),
        N_("Every month or quarter"),
        (
            PeriodKind.MONTH,
            PeriodKind.QUARTER,
            PeriodKind.FISCAL_YEAR,
            PeriodKind.YEAR,
            PeriodKind.RANGE,
        ),
        variance_source.variance,
        selectors=frozenset({Selector.PROJECT}),
        rows=report_rows.actual_rows,
        rests_on=RestsOn.BOOKS,
    ),
    ReportEntry(
        "R9",
        "platser-och-kapacitet",
        N_("Places, occupancy and supervision capacity"),
        N_("Your own planning, the coordination body and your adviser"),
        N_("Every week or month"),
        (PeriodKind.MONTH, PeriodKind.WEEK, PeriodKind.QUARTER),
        capacity_reports.capacity_report_of,
        personal=PersonalData.YES,
        selectors=frozenset({Selector.AGREEMENT}),
        rows=report_rows.capacity_rows,
        rests_on=RestsOn.LOCKED,
    ),
    ReportEntry(
        "R9e",
        "lediga-platser",
        N_("Free places"),
        N_("Those who refer trainees"),
        N_("Every week or month"),
        (PeriodKind.MONTH, PeriodKind.WEEK, PeriodKind.QUARTER),
        capacity_reports.free_places_report,
    ),
    ReportEntry(
        "R9b",
        "handledartid",
        N_("Supervisors' time"),
        N_("Project owners such as ESF+, and your own follow-up"),
        N_("Every month"),
        (
            PeriodKind.MONTH,
            PeriodKind.WEEK,
            PeriodKind.QUARTER,
            PeriodKind.YEAR,
            PeriodKind.FISCAL_YEAR,
            PeriodKind.RANGE,
        ),
        capacity_reports.supervision_time_report_of,
        personal=PersonalData.YES,
        selectors=frozenset({Selector.AGREEMENT}),
    ),
    ReportEntry(
        "R10",
        "resultat-och-genomstromning",
        N_("Results and throughput"),
        N_("The coordination association, the municipality (Kolada) and your annual report"),
        N_("Every quarter or year"),
        (PeriodKind.QUARTER, PeriodKind.YEAR, PeriodKind.FISCAL_YEAR, PeriodKind.RANGE),
        results_source.results,
        package=results_source.result_measures,
    ),
    ReportEntry(
        "R11",
        "asf-arsuppgift",
        N_("ASF yearly statement"),
        N_("Lists and certification of ASF (Skoopi), those who buy by reserved tenders, surveys"),
        N_("Every year, and with tenders"),
        (PeriodKind.FISCAL_YEAR, PeriodKind.YEAR),
        yearly_source.yearly,
        package=yearly_source.yearly_measures,
    ),
    ReportEntry(
        "R12",
        "gallring-och-utlamnande",
        N_("Records due for erasure, and log of exports"),
        N_("Your own duty under the GDPR"),
        N_("Every year"),
        (
            PeriodKind.YEAR,
            PeriodKind.FISCAL_YEAR,
            PeriodKind.QUARTER,
            PeriodKind.MONTH,
            PeriodKind.RANGE,
        ),
        retention_source.retention,
        needs=Needs.VAULT,
        personal=PersonalData.PSEUDONYMOUS,
    ),
    ReportEntry(
        "R12e",
        "registerutdrag",
        N_("Extract about one trainee"),
        N_("The trainee, who has the right to it"),
        N_("When the trainee asks"),
        (PeriodKind.DAY,),
        trainee_extract.trainee_extract,
        needs=Needs.VAULT,
        personal=PersonalData.YES,
        selectors=frozenset({Selector.TRAINEE}),
    ),
    ReportEntry(
        "R13",
        "sarredovisning",
        N_("Separate accounts per project and cost centre"),
        N_("Funders such as ESF, and their auditors"),
        N_("At each application for payment"),
        (
            PeriodKind.MONTH,
            PeriodKind.QUARTER,
            PeriodKind.FISCAL_YEAR,
            PeriodKind.YEAR,
            PeriodKind.RANGE,
        ),
        separate_accounts.separate_report,
        rows=report_rows.separate_rows,
        rests_on=RestsOn.BOOKS,
    ),
    ReportEntry(
        "R14",
        "habiliteringsersattning",
        N_("Day activity allowance"),
        N_("Those who attend day activities (LSS), and the payer"),
        N_("Every month"),
        (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.RANGE),
        habilitation_report.habilitation_report,
        personal=PersonalData.YES,
        rows=report_rows.habilitation_rows,
        selectors=frozenset({Selector.TRAINEE, Selector.AGREEMENT}),
    ),
    ReportEntry(
        "R15",
        "socioekonomiskt-bokslut",
        N_("Socio-economic account"),
        N_("The municipality, the coordination body and the board"),
        N_("Every year, and when an agreement is negotiated"),
        (
            PeriodKind.FISCAL_YEAR,
            PeriodKind.YEAR,
            PeriodKind.RANGE,
            PeriodKind.QUARTER,
            PeriodKind.MONTH,
        ),
        society_source.society,
    ),
    ReportEntry(
        "R16",
        "paket-till-finansiar",
        N_("Package for a funder"),
        N_("Mikrofonden, the bank and other funders"),
        N_("When money is applied for"),
        (PeriodKind.FISCAL_YEAR, PeriodKind.YEAR),
        plan_documents.funder_package,
    ),
    ReportEntry(
        "R17",
        "affarsplan-i-siffror",
        N_("Business plan in figures"),
        N_("Advisers such as Coompanion, banks, funders and the board"),
        N_("When a business plan is written or revised"),
        (PeriodKind.FISCAL_YEAR, PeriodKind.YEAR),
        plan_documents.business_plan,
    ),
    ReportEntry(
        "R18",
        "likviditetsbudget",
        N_("Liquidity budget"),
        N_("The bank, the funder and the board"),
        N_("When money is applied for, and when the budget is decided"),
        (PeriodKind.FISCAL_YEAR, PeriodKind.YEAR),
        plan_documents.liquidity,
    ),
    ReportEntry(
        "R19",
        "jamforelse-av-planer",
        N_("Two plans compared"),
        N_("The board and your adviser"),
        N_("When a plan is revised or a scenario is discussed"),
        (PeriodKind.FISCAL_YEAR, PeriodKind.YEAR),
        plan_lists.comparison,
    ),
    ReportEntry(
        "R20",
        "satser-och-tak",
        N_("Rates and caps"),
        N_("Your own planning, your adviser and the bank"),
        N_("Once a year, when the rates are checked"),
        (PeriodKind.FISCAL_YEAR, PeriodKind.YEAR),
        plan_lists.rates,
    ),
)


OF_SAFE_COPIES = frozenset({"R8", "R17", "R18", "R19", "R20"})
"""Reports that are made of months alone, and so of a safe copy too (ADR 0048)."""


def find_report(key: str, catalogue: Sequence[ReportEntry] = CATALOGUE) -> ReportEntry:
    """The report with a key, in any case.

    Raises:
        InvalidInputError: there is none.
    """
    for entry in catalogue:
        if entry.key.casefold() == key.strip().casefold():
            return entry
    raise InvalidInputError(
        "key",
        _("There is no report %(key)s.") % {"key": key},
        _("The reports are %(keys)s.") % {"keys": ", ".join(entry.key for entry in catalogue)},
        _("Choose one of them."),
    )


def make_report(session: ReadSession, entry: ReportEntry, request: ReportRequest) -> Document:
    """The report as a value.

    Raises:
        RefusedError: it needs days, and the open file is a safe copy.
        InvalidInputError: the period or a selection does not fit the report.
        NeedsVaultKeyError: it names people, and this password does not open names.
    """
    if entry.key not in OF_SAFE_COPIES and is_safe_copy(session):
        raise months_not_days()
    _check_period(entry, request)
    _check_selection(session, entry, request)
    _check_layout(entry, request)
    if entry.needs is Needs.VAULT and not session.identities_open:
        raise NeedsVaultKeyError(
            _("%(title)s cannot be made with this password.") % {"title": entry.title()},
            _("The report names people, and an adviser's password does not open names."),
            _("Ask the enterprise to make it."),
        )
    return entry.make(session, request)


def check_request(session: ReadSession, entry: ReportEntry, request: ReportRequest) -> None:
    """Raise InvalidInputError when the period or a selection does not fit the report."""
    _check_period(entry, request)
    _check_selection(session, entry, request)


def _check_period(entry: ReportEntry, request: ReportRequest) -> None:
    if request.period.kind in entry.period_kinds:
        return
    kinds = ", ".join(period_kind_word(kind).lower() for kind in entry.period_kinds)
    raise InvalidInputError(
        "period",
        _("%(title)s cannot be made for %(period)s.")
        % {"title": entry.title(), "period": str(request.period)},
        _("It is made for: %(kinds)s.") % {"kinds": kinds},
        _("Choose such a period."),
    )


def _check_selection(session: ReadSession, entry: ReportEntry, request: ReportRequest) -> None:
    if request.trainee_id is not None:
        _allow(entry, Selector.TRAINEE)
        if session.trainees.trainee(request.trainee_id) is None:
            raise InvalidInputError(
                "trainee",
                _("There is no such trainee."),
                todo=_("Choose one from the trainee list."),
            )
    if request.agreement_id is not None:
        _allow(entry, Selector.AGREEMENT)
        if session.agreements.agreement(request.agreement_id) is None:
            raise InvalidInputError(
                "agreement",
                _("There is no such agreement."),
                todo=_("Choose one from the agreement list."),
            )
    if request.buyer_id is not None:
        _allow(entry, Selector.BUYER)
        if session.agreements.buyer(request.buyer_id) is None:
            raise InvalidInputError(
                "buyer",
                _("There is no such buyer."),
                todo=_("Choose one from the agreements page."),
            )
    if request.project:
        _allow(entry, Selector.PROJECT)
        find_scope(session, request.project)


def _check_layout(entry: ReportEntry, request: ReportRequest) -> None:
    if request.layout and entry.layout is None:
        raise InvalidInputError(
            "layout",
            _("%(title)s has no layouts to choose from.") % {"title": entry.title()},
            todo=_("Make it without that selection."),
        )


def _allow(entry: ReportEntry, selector: Selector) -> None:
    if selector not in entry.selectors:
        what = {
            Selector.TRAINEE: _("%(title)s cannot be limited to one trainee."),
            Selector.AGREEMENT: _("%(title)s cannot be limited to one agreement."),
            Selector.BUYER: _("%(title)s cannot be limited to one buyer."),
            Selector.PROJECT: _("%(title)s cannot be limited to one project or cost centre."),
        }[selector]
        raise InvalidInputError(
            str(selector),
            what % {"title": entry.title()},
            todo=_("Make it without that selection."),
        )
