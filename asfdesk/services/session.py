"""What a use case works on: the open file's nouns, to read or to change.

`ReadSession` has queries only, so handing it to a command is a type error. Everything here runs
on the one thread that owns the connection.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.storage.books.ledger_store import LedgerQueries, LedgerStore
from asfdesk.storage.books.mapping_store import MappingQueries, MappingStore
from asfdesk.storage.books.typed_amount_store import TypedAmountQueries, TypedAmountStore
from asfdesk.storage.drivers.bank_balance_store import BankBalanceQueries, BankBalanceStore
from asfdesk.storage.drivers.driver_store import DriverQueries, DriverStore
from asfdesk.storage.drivers.parameter_store import ParameterQueries, ParameterStore
from asfdesk.storage.enterprise_store import EnterpriseQueries, EnterpriseStore
from asfdesk.storage.file.audit_store import AuditQueries, AuditStore
from asfdesk.storage.file.erasure_store import ErasureQueries, ErasureStore
from asfdesk.storage.file.protection_store import ProtectionQueries, ProtectionStore
from asfdesk.storage.hours.absence_store import AbsenceQueries, AbsenceStore
from asfdesk.storage.hours.attendance_store import AttendanceQueries, AttendanceStore
from asfdesk.storage.hours.capacity_store import CapacityQueries
from asfdesk.storage.hours.habilitation_store import HabilitationQueries, HabilitationStore
from asfdesk.storage.hours.ratio_store import RatioQueries, RatioStore
from asfdesk.storage.hours.supervision_plan_store import (
    SupervisionPlanQueries,
    SupervisionPlanStore,
)
from asfdesk.storage.hours.supervision_store import SupervisionQueries, SupervisionStore
from asfdesk.storage.hours.work_group_store import WorkGroupQueries, WorkGroupStore
from asfdesk.storage.people.background_store import BackgroundQueries, BackgroundStore
from asfdesk.storage.people.decision_store import DecisionQueries, DecisionStore
from asfdesk.storage.people.extract_store import ExtractQueries
from asfdesk.storage.people.note_store import NoteQueries, NoteStore
from asfdesk.storage.people.placement_store import PlacementQueries, PlacementStore
from asfdesk.storage.people.progress_store import ProgressQueries, ProgressStore
from asfdesk.storage.people.trainee_store import TraineeQueries, TraineeStore
from asfdesk.storage.people.waiting_store import WaitingQueries, WaitingStore
from asfdesk.storage.planning.attended_store import AttendedQueries
from asfdesk.storage.planning.comment_store import CommentQueries, CommentStore
from asfdesk.storage.planning.expected_store import ExpectedQueries, ExpectedStore
from asfdesk.storage.planning.figure_target_store import FigureTargetQueries, FigureTargetStore
from asfdesk.storage.planning.plan_store import PlanQueries, PlanStore
from asfdesk.storage.planning.society_store import SocietyQueries, SocietyStore
from asfdesk.storage.sales.agreement_store import AgreementQueries, AgreementStore
from asfdesk.storage.sales.invoice_store import InvoiceQueries, InvoiceStore
from asfdesk.storage.sending.measure_store import MeasureQueries, MeasureStore
from asfdesk.storage.sending.package_store import PackageQueries, PackageStore
from asfdesk.storage.sending.sent_store import SentQueries, SentStore
from asfdesk.storage.sending.yearly_fact_store import YearlyFactQueries, YearlyFactStore
from asfdesk.storage.visiting.safe_copy_store import SafeCopyQueries, SafeCopyStore
from asfdesk.storage.visiting.visit_store import VisitQueries, VisitStore

if TYPE_CHECKING:
    from asfdesk.storage.rows import Reader, Writer
    from asfdesk.storage.vault import Vault


@dataclass(frozen=True)
class ReadSession:
    """An open client file, to look at.

    Attributes:
        identities_open: whether this key opens the vault (owner, recovery); False for advisers.
    """

    identities_open: bool
    enterprise: EnterpriseQueries
    agreements: AgreementQueries
    invoices: InvoiceQueries
    trainees: TraineeQueries
    placements: PlacementQueries
    decisions: DecisionQueries
    backgrounds: BackgroundQueries
    attendance: AttendanceQueries
    absences: AbsenceQueries
    supervision: SupervisionQueries
    rota: SupervisionPlanQueries
    ratios: RatioQueries
    capacity: CapacityQueries
    ledger: LedgerQueries
    mapping: MappingQueries
    plans: PlanQueries
    drivers: DriverQueries
    parameters: ParameterQueries
    bank_balances: BankBalanceQueries
    comments: CommentQueries
    expected: ExpectedQueries
    attended: AttendedQueries
    figure_targets: FigureTargetQueries
    society: SocietyQueries
    audit: AuditQueries
    erasure: ErasureQueries
    protection: ProtectionQueries
    typed: TypedAmountQueries
    sent: SentQueries
    packages: PackageQueries
    measures: MeasureQueries
    yearly_facts: YearlyFactQueries
    progress: ProgressQueries
    notes: NoteQueries
    waiting: WaitingQueries
    work_groups: WorkGroupQueries
    habilitation: HabilitationQueries
    visits: VisitQueries
    safe_copy: SafeCopyQueries
    extracts: ExtractQueries


@dataclass(frozen=True)
class WriteSession(ReadSession):
    """An open client file, to work in. `writer.action` makes one undoable transaction."""

    writer: Writer
    enterprise: EnterpriseStore
    agreements: AgreementStore
    invoices: InvoiceStore
    trainees: TraineeStore
    placements: PlacementStore
    decisions: DecisionStore
    backgrounds: BackgroundStore
    attendance: AttendanceStore
    absences: AbsenceStore
    supervision: SupervisionStore
    rota: SupervisionPlanStore
    ratios: RatioStore
    ledger: LedgerStore
    mapping: MappingStore
    plans: PlanStore
    drivers: DriverStore
    parameters: ParameterStore
    bank_balances: BankBalanceStore
    comments: CommentStore
    expected: ExpectedStore
    figure_targets: FigureTargetStore
    society: SocietyStore
    audit: AuditStore
    erasure: ErasureStore
    protection: ProtectionStore
    typed: TypedAmountStore
    sent: SentStore
    packages: PackageStore
    measures: MeasureStore
    yearly_facts: YearlyFactStore
    progress: ProgressStore
    notes: NoteStore
    waiting: WaitingStore
    work_groups: WorkGroupStore
    habilitation: HabilitationStore
    visits: VisitStore
    safe_copy: SafeCopyStore


def read_session(rows: Reader, vault: Vault | None) -> ReadSession:
    """A session that cannot write."""
    return ReadSession(
        identities_open=vault is not None,
        enterprise=EnterpriseQueries(rows, vault),
        agreements=AgreementQueries(rows, vault),
        invoices=InvoiceQueries(rows, vault),
        trainees=TraineeQueries(rows, vault),
        placements=PlacementQueries(rows, vault),
        decisions=DecisionQueries(rows, vault),
        backgrounds=BackgroundQueries(rows, vault),
        attendance=AttendanceQueries(rows, vault),
        absences=AbsenceQueries(rows, vault),
        supervision=SupervisionQueries(rows, vault),
        rota=SupervisionPlanQueries(rows, vault),
        ratios=RatioQueries(rows, vault),
        capacity=CapacityQueries(rows, vault),
        ledger=LedgerQueries(rows, vault),
        mapping=MappingQueries(rows, vault),
        plans=PlanQueries(rows, vault),
        drivers=DriverQueries(rows, vault),
        parameters=ParameterQueries(rows, vault),
        bank_balances=BankBalanceQueries(rows, vault),
        comments=CommentQueries(rows, vault),
        expected=ExpectedQueries(rows, vault),
        attended=AttendedQueries(rows, vault),
        figure_targets=FigureTargetQueries(rows, vault),
        society=SocietyQueries(rows, vault),
        audit=AuditQueries(rows, vault),
        erasure=ErasureQueries(rows, vault),
        protection=ProtectionQueries(rows, vault),
        typed=TypedAmountQueries(rows, vault),
        sent=SentQueries(rows, vault),
        packages=PackageQueries(rows, vault),
        measures=MeasureQueries(rows, vault),
        yearly_facts=YearlyFactQueries(rows, vault),
        progress=ProgressQueries(rows, vault),
        notes=NoteQueries(rows, vault),
        waiting=WaitingQueries(rows, vault),
        work_groups=WorkGroupQueries(rows, vault),
        habilitation=HabilitationQueries(rows, vault),
        visits=VisitQueries(rows, vault),
        safe_copy=SafeCopyQueries(rows, vault),
        extracts=ExtractQueries(rows, vault),
    )


def write_session(rows: Writer, vault: Vault | None) -> WriteSession:
    """A session that can."""
    return WriteSession(
        identities_open=vault is not None,
        writer=rows,
        enterprise=EnterpriseStore(rows, vault),
        agreements=AgreementStore(rows, vault),
        invoices=InvoiceStore(rows, vault),
        trainees=TraineeStore(rows, vault),
        placements=PlacementStore(rows, vault),
        decisions=DecisionStore(rows, vault),
        backgrounds=BackgroundStore(rows, vault),
        attendance=AttendanceStore(rows, vault),
        absences=AbsenceStore(rows, vault),
        supervision=SupervisionStore(rows, vault),
        rota=SupervisionPlanStore(rows, vault),
        ratios=RatioStore(rows, vault),
        capacity=CapacityQueries(rows, vault),
        ledger=LedgerStore(rows, vault),
        mapping=MappingStore(rows, vault),
        plans=PlanStore(rows, vault),
        drivers=DriverStore(rows, vault),
        parameters=ParameterStore(rows, vault),
        bank_balances=BankBalanceStore(rows, vault),
        comments=CommentStore(rows, vault),
        expected=ExpectedStore(rows, vault),
        attended=AttendedQueries(rows, vault),
        figure_targets=FigureTargetStore(rows, vault),
        society=SocietyStore(rows, vault),
        audit=AuditStore(rows, vault),
        erasure=ErasureStore(rows, vault),
        protection=ProtectionStore(rows, vault),
        typed=TypedAmountStore(rows, vault),
        sent=SentStore(rows, vault),
        packages=PackageStore(rows, vault),
        measures=MeasureStore(rows, vault),
        yearly_facts=YearlyFactStore(rows, vault),
        progress=ProgressStore(rows, vault),
        notes=NoteStore(rows, vault),
        waiting=WaitingStore(rows, vault),
        work_groups=WorkGroupStore(rows, vault),
        habilitation=HabilitationStore(rows, vault),
        visits=VisitStore(rows, vault),
        safe_copy=SafeCopyStore(rows, vault),
        extracts=ExtractQueries(rows, vault),
    )
