"""Forms of the page of visits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.planning.comments import AgreedAction
from asfdesk.domain.visiting.visits import Visit
from asfdesk.domain.visiting_codes import VisitKind
from asfdesk.i18n import _
from asfdesk.reports.visiting.visit_words import visit_kind
from asfdesk.services.visiting.visit_page import put_action, put_visit
from asfdesk.ui.dialogs.names_field import NAMES, names_field, refuse_names
from asfdesk.ui.kit.form.form import ChoiceField, DateField, MultilineField, TextField

if TYPE_CHECKING:
    from asfdesk.services.changes import Changes
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.visiting.visit_page import VisitRow
    from asfdesk.ui.kit.form.form import Field, FormDialog
    from asfdesk.ui.kit.form.form_values import FormValues
    from asfdesk.ui.page import Page


def open_visit_form(page: Page, file: OpenFile, row: VisitRow | None = None) -> FormDialog:
    """Begin a visit (row None), or write one anew."""
    today = page.context.today
    before = row.visit if row else Visit(0, "", today, VisitKind.FOLLOW_UP)

    def save(values: FormValues) -> Changes:
        present, notes = values.text("present"), values.text("notes")
        _refuse(file, f"{present} {notes}", values)
        made = replace(
            before,
            day=values.required_day("day"),
            kind=values.choice("kind"),
            present=present,
            notes=notes,
        )
        return put_visit(file, row, made, today)

    return page.form(
        _("Change the visit") if row else _("New visit"),
        [
            DateField("day", _("Day"), before.day, required=True),
            ChoiceField(
                "kind",
                _("What it is for"),
                before.kind,
                options=[(kind, visit_kind(kind)) for kind in VisitKind],
            ),
            TextField("present", _("Present"), before.present, help=_("Roles are enough.")),
            MultilineField("notes", _("Notes"), before.notes),
            *_names(file),
        ],
        save,
        intro=_("Advisers can read this. Write no trainee's name."),
    )


def open_action_form(
    page: Page, file: OpenFile, row: VisitRow | None, action: AgreedAction | None = None
) -> FormDialog:
    """Agree on an action, at a visit or between visits; or write one anew."""
    today = page.context.today
    before = action or AgreedAction(0, "", "", None, row.visit.day if row else today)

    def save(values: FormValues) -> Changes:
        what, owner = values.text("what"), values.text("owner")
        _refuse(file, f"{what} {owner}", values)
        made = replace(before, what=what, owner=owner, due_on=values.day("due_on"))
        return put_action(file, row, made, today)

    return page.form(
        _("Change the action") if action else _("Agree on an action"),
        [
            TextField("what", _("What is to be done"), before.what, required=True),
            TextField("owner", _("Who does it"), before.owner, help=_("A role is enough.")),
            DateField("due_on", _("Due"), before.due_on),
            *_names(file),
        ],
        save,
        save_text="" if action else _("Agree"),
    )


def _names(file: OpenFile) -> list[Field]:
    """The box that lets a name through; without the vault key there are none to look for."""
    return [names_field()] if file.session.identities_open and file.write else []


def _refuse(file: OpenFile, text: str, values: FormValues) -> None:
    if NAMES in values and file.write is not None:
        refuse_names(file.write, text, allowed=values.flag(NAMES))
