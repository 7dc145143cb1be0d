"""The forms of the waiting list: a request, and the one step from it to a placement."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.codes import Form, ReferringBody
from asfdesk.domain.people.placement_codes import WaitingStatus
from asfdesk.domain.people.waiting import Waiting
from asfdesk.i18n import _
from asfdesk.reports.people.progress_words import no_health_words, waiting_status_word
from asfdesk.reports.words import form_word, referring_body_word
from asfdesk.services.people import manage_waiting
from asfdesk.services.people.manage_trainees import NewTrainee
from asfdesk.ui.dialogs.people.placement_dialog import (
    PlacementDialog,
    blank_placement,
    placement_fields,
    placement_from,
    schedule_from,
)
from asfdesk.ui.dialogs.people.trainee_fields import identity_from, new_trainee_fields
from asfdesk.ui.kit.form.form import (
    CheckField,
    ChoiceField,
    DateField,
    FormHeading,
    MultilineField,
    TextField,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.domain.people.placements import Placement
    from asfdesk.services.changes import Changes
    from asfdesk.services.people.trainee_views import PlacementOptions
    from asfdesk.ui.kit.form.form import Field, FormValues
    from asfdesk.ui.page import Page


def write_request(page: Page, request: Waiting | None, buyers: Sequence[tuple[int, str]]) -> None:
    """Open the form of a request, a new one when there is none."""
    session, today = page.context.write, page.context.today
    if session is None:
        return
    write = session
    start = request or Waiting(0, today, ReferringBody.MUNICIPALITY, Form.WORK_TRAINING)
    owner = page.context.session.identities_open

    def save(values: FormValues) -> Changes:
        made = replace(
            start,
            received_on=values.required_day("received_on"),
            referring_body=values.choice("referring_body"),
            form=values.choice("form"),
            buyer_id=values.choice("buyer_id"),
            wished_from=values.day("wished_from"),
            status=values.choice("status"),
            closed_on=values.day("closed_on"),
        )
        if owner:
            made = replace(made, protected=values.flag("protected"))
        if owner and not start.protected:
            made = replace(
                made,
                name=values.text("name"),
                contact=values.text("contact"),
                note=values.text("note"),
            )
        if request is None:
            return manage_waiting.add_request(write, made, today)
        return manage_waiting.change_request(write, made, today)

    title = _("Change the request") if request else _("Put on the waiting list")
    page.form(title, _request_fields(start, buyers, owner=owner), save, intro=no_health_words())


def start_placement(page: Page, request: Waiting, options: PlacementOptions) -> None:
    """Open one form for the trainee and the placement that a request becomes."""
    session, today = page.context.write, page.context.today
    if session is None:
        return
    write = session
    known = manage_waiting.identity_of(request)
    blank = _placement_of(request, options, today)
    filled = [
        replace(one, value=known.name) if one.name == "name" else one
        for one in new_trainee_fields(today, identities_open=True)
    ]
    fields: list[Field] = [
        *filled,
        FormHeading("placement", _("Placement")),
        *placement_fields(blank, options, identities_open=True, with_week=True),
    ]

    def save(values: FormValues) -> Changes:
        placement = placement_from(values, blank)
        schedule = schedule_from(values, placement.decision_from)
        new = NewTrainee(
            sex=values.choice("sex"),
            registered_on=values.required_day("registered_on"),
            identity=identity_from(values, known),
            placement=replace(placement, schedules=(schedule,) if schedule else ()),
        )
        return manage_waiting.start_request(write, request.id, new, today)

    dialog = PlacementDialog(
        page,
        _("Start a placement"),
        fields,
        save,
        options=options,
        run=page.context.tasks.run,
        follow=False,
        intro=_("The trainee becomes protected; the name that was written follows along sealed.")
        if request.protected
        else _("Contact and note follow along to the trainee and leave the waiting list."),
    )
    dialog.saved.connect(page.announce)
    dialog.open()


def _placement_of(request: Waiting, options: PlacementOptions, today: date) -> Placement:
    """What a placement begins with: the agreement of the buyer or form that was asked for."""
    running = [agreement for agreement, _text in options.agreements]
    fitting = sorted(
        running,
        key=lambda one: (one.buyer_id != request.buyer_id, one.form is not request.form),
    )
    blank = blank_placement(0, today)
    return replace(
        blank,
        agreement_id=fitting[0].id if fitting else 0,
        form=request.form,
        referring_body=request.referring_body,
        decision_from=max(request.wished_from or today, today),
    )


def _request_fields(
    start: Waiting, buyers: Sequence[tuple[int, str]], *, owner: bool
) -> list[Field]:
    texts: list[Field] = [
        TextField(
            "name",
            _("Name (sealed)"),
            start.name,
            _("Can be left empty."),
            enabled=owner,
        ),
        TextField("contact", _("Contact (sealed)"), start.contact, enabled=owner),
    ]
    protected = CheckField(
        "protected",
        _("Protected identity"),
        start.protected,
        _(
            "Contact and note are wiped and the name is shown nowhere; reach the person through the"
            " referring body. It cannot be undone."
        ),
    )
    fields: list[Field] = [
        *([] if start.protected else texts),
        *([protected] if owner else []),
        *_what_is_wished(start, buyers),
    ]
    if not start.protected:
        fields.append(MultilineField("note", _("Note (sealed)"), start.note, enabled=owner))
    return fields


def _what_is_wished(start: Waiting, buyers: Sequence[tuple[int, str]]) -> list[Field]:
    """What is asked for, by whom, and where it stands."""
    statuses = [one for one in WaitingStatus if one is not WaitingStatus.STARTED]
    return [
        ChoiceField(
            "form",
            _("Form of placement"),
            start.form,
            options=[(form, form_word(form)) for form in Form],
        ),
        ChoiceField(
            "referring_body",
            _("Referred by"),
            start.referring_body,
            options=[(body, referring_body_word(body)) for body in ReferringBody],
        ),
        ChoiceField(
            "buyer_id",
            _("Buyer"),
            start.buyer_id,
            options=[(None, _("Not decided")), *buyers],
        ),
        DateField("received_on", _("Received on"), start.received_on, required=True),
        DateField("wished_from", _("Wished from"), start.wished_from),
        ChoiceField(
            "status",
            _("Status"),
            start.status,
            options=[(one, waiting_status_word(one)) for one in statuses],
        ),
        DateField(
            "closed_on",
            _("Closed on"),
            start.closed_on,
            _("Empty: today, when it no longer waits."),
        ),
    ]
