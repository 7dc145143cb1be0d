"""Data into R5, the läges- och slutrapport.

From the catalogue it takes those written in a period; of one chosen trainee also what has no texts
yet, to be filled in by hand. A protected person's is made only from the person's own file, which
asks for a reason (`protect_trainees.open_protected`): the catalogue leaves the person out, and
refuses when it is asked for that person alone (decisions C2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PlacementStatus
from asfdesk.domain.hours.situation_figures import situation_figures
from asfdesk.domain.people.background import HEALTH_FIELDS
from asfdesk.domain.people.placement_codes import ConsentKind, SituationKind
from asfdesk.domain.people.progress import SituationReport
from asfdesk.domain.period import Period
from asfdesk.errors import RefusedError
from asfdesk.i18n import _, ngettext
from asfdesk.reports.document import PersonalData
from asfdesk.reports.people import situation_report
from asfdesk.reports.people.background_words import occupation_word
from asfdesk.reports.people.progress_words import situation_text_word
from asfdesk.reports.people.situation_report import SituationSheet
from asfdesk.reports.words import trainee_word
from asfdesk.services.checks import missing, need_identities
from asfdesk.services.hours.work_facts import gather
from asfdesk.services.people.manage_placements import need_placement
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.report_head import report_head

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.people.progress import Consent
    from asfdesk.reports.document import Document
    from asfdesk.services.session import ReadSession

NOT_ASKED_OF_US = "comment"
"""The trainee's own words may be missing: nobody has to say anything."""


@dataclass(frozen=True)
class _Wanted:
    """One sheet: a placement and its texts, written or not."""

    placement: Placement
    texts: SituationReport


def situation(session: ReadSession, request: ReportRequest) -> Document:
    """R5 for a period, one trainee's or everybody's.

    Raises:
        RefusedError: the chosen trainee is protected.
    """
    protected = {one.id for one in session.trainees.trainees() if one.protected}
    if request.trainee_id in protected:
        raise RefusedError(
            _("This person is protected."),
            _("What is written about a protected person opens with a reason, which is logged."),
            _("Open the person's file under Trainees, and make the report there."),
        )
    wanted = [one for one in _wanted(session, request) if one.placement.trainee_id not in protected]
    return _document(session, request, wanted)


def situation_of_file(
    session: ReadSession, situation_id: int, today: date, created_at: datetime
) -> Document:
    """One R5 from the trainee's own file; a protected person's too, under the running number.

    Raises:
        NeedsVaultKeyError: an adviser's session.
        RefusedError: it is not there any more.
    """
    need_identities(session)
    texts = session.progress.situation(situation_id)
    if texts is None:
        raise missing()
    placement = need_placement(session, texts.placement_id)
    period = Period(texts.first, texts.last)
    request = ReportRequest(period, today, created_at, trainee_id=placement.trainee_id)
    return _document(session, request, [_Wanted(placement, texts)])


def _wanted(session: ReadSession, request: ReportRequest) -> Iterator[_Wanted]:
    """Sheets by trainee number and day."""
    period = request.period
    numbers = {one.id: one.number for one in session.trainees.trainees()}
    placements = [
        one
        for one in session.placements.placements()
        if request.trainee_id in (None, one.trainee_id)
        and request.agreement_id in (None, one.agreement_id)
    ]
    for placement in sorted(placements, key=lambda one: (numbers[one.trainee_id], one.id)):
        written = [one for one in session.progress.situations_of(placement.id) if one.day in period]
        for texts in written:
            yield _Wanted(placement, texts)
        if not written and request.trainee_id is not None and _held(placement, period):
            yield _Wanted(placement, _unwritten(placement, period))


def _held(placement: Placement, period: Period) -> bool:
    mistaken = placement.status is PlacementStatus.MISREGISTERED
    return not mistaken and period.overlaps(placement.decision_from, placement.last_day)


def _unwritten(placement: Placement, period: Period) -> SituationReport:
    """A sheet with figures and room to write on, for the part of a period that a placement has."""
    last = min(period.last, placement.last_day or period.last)
    final = placement.exit is not None and placement.exit.ended_on in period
    kind = SituationKind.FINAL if final else SituationKind.OTHER
    first = max(period.first, placement.decision_from)
    return SituationReport(0, placement.id, last, kind, first, last)


def _document(session: ReadSession, request: ReportRequest, wanted: list[_Wanted]) -> Document:
    sheets = [_sheet(session, one, request.today) for one in wanted]
    numbers = {one.id: one.number for one in session.trainees.trainees()}
    issues = [
        issue
        for sheet in sheets
        for issue in _issues(sheet, trainee_word(numbers[sheet.placement.trainee_id]))
    ]
    head = report_head(
        session,
        request,
        personal=PersonalData.YES,
        records=len(sheets),
        issues=issues,
        cut_off=max((one.days.last for one in sheets), default=None),
    )
    return situation_report.build(sheets, request.period, head)


def _sheet(session: ReadSession, wanted: _Wanted, today: date) -> SituationSheet:
    placement, texts = wanted.placement, wanted.texts
    days = Period(texts.first, max(min(texts.last, today), texts.first))
    facts = gather(session, days, trainee_id=placement.trainee_id)
    agreement = facts.agreement(placement)
    after = session.backgrounds.background(placement.id).after
    return SituationSheet(
        label=facts.labels[placement.trainee_id],
        placement=placement,
        agreement=agreement.name,
        buyer=facts.buyer(agreement).name,
        supervisor=facts.supervisor_labels.get(placement.supervisor_id or 0, ""),
        texts=texts,
        days=days,
        figures=situation_figures(placement, days, facts.entries, facts.is_workday),
        goals=tuple(
            one for one in session.progress.goals_of(placement.id) if one.set_on <= texts.last
        ),
        steps=tuple(
            one for one in session.progress.steps_of(placement.id) if one.day <= texts.last
        ),
        occupation_after=occupation_word(after) if after else "",
        consent=_consent(session, placement.trainee_id, texts.day),
        tells_health=session.enterprise.setting(HEALTH_FIELDS, "0") == "1",
    )


def _consent(session: ReadSession, trainee_id: int, day: date) -> Consent | None:
    held = [
        one
        for one in session.notes.consents_of(trainee_id)
        if one.kind is ConsentKind.FOLLOW_UP and one.holds_on(day)
    ]
    return held[-1] if held else None


def _issues(sheet: SituationSheet, who: str) -> Iterator[str]:
    """What is missing before it can go; named by number, for the head of a report tells nobody."""
    days = sheet.figures.unfilled_days
    if days:
        text = ngettext(
            "%(num)d planned day has no attendance yet.",
            "%(num)d planned days have no attendance yet.",
            days,
        )
        yield f"{who}: {text}"
    lacking = [name for name in sheet.texts.unwritten if name != NOT_ASKED_OF_US]
    if lacking:
        names = ", ".join(situation_text_word(name).lower() for name in lacking)
        yield _("%(who)s: not written yet: %(names)s.") % {"who": who, "names": names}
