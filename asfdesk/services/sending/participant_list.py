"""Data into R2: the project's participants of a month, in the layout that is asked for.

A list belongs to one project owner. Limited to an agreement it holds that agreement; otherwise
those with a project number, and several projects are said so that nobody sends one owner the
participants of another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asfdesk.domain.hours.participation import participations
from asfdesk.domain.period import Month, Period
from asfdesk.domain.sending.list_differences import list_row
from asfdesk.domain.sending.list_layout import ListField
from asfdesk.i18n import _, ngettext
from asfdesk.reports.document import PersonalData
from asfdesk.reports.sending import participant_list
from asfdesk.reports.sending.list_cells import Person
from asfdesk.reports.sending.participant_list import ListFacts
from asfdesk.reports.words import sex_word
from asfdesk.services.sending.list_layouts import choose_layout, known_layouts
from asfdesk.services.sending.report_head import attendance_issues, report_head, until_today
from asfdesk.services.sending.sent_lists import sent_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.hours.participation import Participation
    from asfdesk.domain.sending.list_layout import ListLayout
    from asfdesk.domain.sending.report_rows import ReportRow
    from asfdesk.reports.document import Document
    from asfdesk.services.sending.report_entry import ReportRequest
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class _Found:
    """What a list rests on."""

    layout: ListLayout
    agreements: tuple[Agreement, ...]
    lines: tuple[Participation, ...]
    people: Mapping[int, Person]

    @property
    def rows(self) -> tuple[ReportRow, ...]:
        """The rows that count when they are compared with what was sent."""
        return tuple(self._row(line, self.people[line.trainee_id]) for line in self.lines)

    def _row(self, line: Participation, person: Person) -> ReportRow:
        code = self.layout.protected_code(person.sex, person.number)
        given = code if person.protected else person.identity_number
        return list_row(line, person.number, identified=bool(given))


def participants(session: ReadSession, request: ReportRequest) -> Document:
    """R2."""
    layout = layout_of(session, request)
    found = _find(session, request, layout)
    issues = (*attendance_issues(session, request), *_issues(found))
    head = report_head(
        session,
        request,
        personal=PersonalData.YES,
        records=len(found.lines),
        cut_off=until_today(request),
        issues=issues,
        version=layout.version,
    )
    last = Period.of_month(Month.of(request.period.first).plus(-1))
    sent_last = sent_before(session, request, last)
    facts = ListFacts(
        period=request.period,
        layout=layout,
        rows=found.lines,
        people=found.people,
        references=_references(found.agreements),
        now=found.rows,
        sent=sent_before(session, request, request.period),
        last_month=sent_last,
        before=sent_last.rows
        if sent_last
        else _find(session, replace(request, period=last), layout).rows,
    )
    return participant_list.build(facts, head)


def participant_rows(session: ReadSession, request: ReportRequest) -> tuple[ReportRow, ...]:
    """Rows of R2 that count when they are compared with what was sent."""
    return _find(session, request, layout_of(session, request)).rows


def layout_of(session: ReadSession, request: ReportRequest) -> ListLayout:
    """The layout that is asked for, or the one that is proposed for the period.

    Raises:
        LayoutError, InvalidInputError: it cannot be used.
    """
    del session
    return choose_layout(known_layouts(), request.layout, request.period)


def layout_version(session: ReadSession, request: ReportRequest) -> str:
    """Its key and first month, for the ledger of what was sent."""
    return layout_of(session, request).version


def _find(session: ReadSession, request: ReportRequest, layout: ListLayout) -> _Found:
    month = Month.of(request.period.first)
    agreements = tuple(_agreements(session, request))
    projects = {agreement.id: agreement.project.strip() for agreement in agreements}
    placements = [one for one in session.placements.placements() if one.agreement_id in projects]
    minutes = {
        key: attended
        for agreement_id in projects
        for key, attended in session.attendance.attended_by_month(agreement_id, month.last).items()
    }
    lines = tuple(participations(placements, projects, minutes, month, layout.rounding))
    people = _people(session, layout, {line.trainee_id for line in lines}, month)
    return _Found(layout, agreements, lines, people)


def _agreements(session: ReadSession, request: ReportRequest) -> Iterator[Agreement]:
    for agreement in session.agreements.agreements():
        wanted = request.agreement_id in (None, agreement.id)
        of_buyer = request.buyer_id in (None, agreement.buyer_id)
        named = bool(agreement.project.strip()) or request.agreement_id is not None
        if wanted and of_buyer and named:
            yield agreement


def _people(
    session: ReadSession, layout: ListLayout, wanted: set[int], month: Month
) -> dict[int, Person]:
    """What may be shown of each; a protected person's identity is not even read."""
    employed = {
        one.trainee_id
        for one in session.backgrounds.employments()
        if one.starts_on <= month.last and (one.ends_on is None or one.ends_on >= month.last)
    }
    found: dict[int, Person] = {}
    for trainee in session.trainees.trainees():
        if trainee.id not in wanted:
            continue
        person = Person(
            trainee.number, trainee.sex, trainee.protected, employed=trainee.id in employed
        )
        if not trainee.protected and session.identities_open:
            identity = session.trainees.identity(trainee.id)
            contact = (ListField.EMAIL, identity.email), (ListField.PHONE, identity.phone)
            asked = {field: text for field, text in contact if layout.has(field)}
            person = Person(
                trainee.number,
                trainee.sex,
                name=identity.name,
                identity_number=identity.identity_number,
                email=asked.get(ListField.EMAIL, ""),
                phone=asked.get(ListField.PHONE, ""),
                employed=trainee.id in employed,
            )
        found[trainee.id] = person
    return found


def _references(agreements: tuple[Agreement, ...]) -> dict[str, str]:
    """Project number -> references of its agreements."""
    found: dict[str, list[str]] = {}
    for one in agreements:
        if one.reference:
            found.setdefault(one.project.strip(), []).append(one.reference)
    return {project: ", ".join(texts) for project, texts in found.items()}


def _issues(found: _Found) -> Iterator[str]:
    """What must be mended before the list can go."""
    yield from known_layouts().broken
    if not found.agreements:
        yield _("No agreement has a project number. Write it on the agreement, or choose one.")
    projects = {agreement.project.strip() for agreement in found.agreements}
    if len(projects) > 1:
        yield _("The list holds %(num)d projects. Choose an agreement, to send one at a time.") % {
            "num": len(projects)
        }
    if not found.layout.has(ListField.IDENTITY):
        return
    yield from _without_number(found)
    without = sum(line.open_end for line in found.lines)
    if without:
        yield ngettext(
            "%(num)d decision ends in the month without a noted exit.",
            "%(num)d decisions end in the month without a noted exit.",
            without,
        )


def _without_number(found: _Found) -> Iterator[str]:
    listed = [found.people[trainee] for trainee in dict.fromkeys(_ids(found))]
    missing = [one.number for one in listed if not one.protected and not one.identity_number]
    if missing:
        yield _("Identity numbers are missing for trainees %(numbers)s.") % {
            "numbers": ", ".join(map(str, sorted(missing)))
        }
    for sex in dict.fromkeys(one.sex for one in listed if one.protected):
        if not found.layout.protected_code(sex, 0):
            yield _(
                "The layout has no code for a protected person of this sex: %(sex)s. Ask the"
                " recipient and write the code in a layout of your own."
            ) % {"sex": sex_word(sex)}


def _ids(found: _Found) -> Iterator[int]:
    return (line.trainee_id for line in found.lines)
