"""The form of a mapping rule, and a rule in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.books.mapping import COST_CENTRE, PROJECT, MapRule
from asfdesk.i18n import _
from asfdesk.ui.kit.form.form import CheckField, ChoiceField, TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.ui.kit.form.form import Field, FormValues


def rule_accounts(rule: MapRule) -> str:
    """3010, or 3010–3099."""
    if rule.account_from == rule.account_to:
        return rule.account_from
    return f"{rule.account_from}–{rule.account_to}"


def rule_object(rule: MapRule) -> str:
    """The cost centre or project it goes by, or nothing."""
    if rule.dimension is None:
        return ""
    kind = _("cost centre") if rule.dimension == COST_CENTRE else _("project")
    return f"{kind} {rule.object}"


def rule_fields(
    rule: MapRule,
    cost_centres: Sequence[str],
    projects: Sequence[str],
    lines: Sequence[tuple[str, str]],
) -> list[Field]:
    """The form of a rule; a rule that is there already can be removed in it.

    Args:
        rule: what the form starts with.
        cost_centres: codes that the books mention, with their names.
        projects: the same for projects.
        lines: plan line codes and names to choose among.
    """
    known = ((_("Cost centres"), cost_centres), (_("Projects"), projects))
    said = "; ".join(f"{name}: {', '.join(codes)}" for name, codes in known if codes)
    fields: list[Field] = [
        TextField("account_from", _("From account"), rule.account_from, required=True),
        TextField("account_to", _("To account"), rule.account_to, _("Empty means one account.")),
        ChoiceField(
            "dimension",
            _("Which postings"),
            rule.dimension,
            options=[
                (None, _("All postings")),
                (COST_CENTRE, _("One cost centre")),
                (PROJECT, _("One project")),
            ],
        ),
        TextField("object", _("Code of the cost centre or project"), rule.object or "", said),
        ChoiceField("line_code", _("Plan line"), rule.line_code, options=lines, required=True),
    ]
    if rule.id:
        fields.append(CheckField("remove", _("Remove the rule"), value=False))
    return fields


def typed_rule(values: FormValues, rule_id: int) -> MapRule:
    """The rule that was typed; its priority is set when it is kept."""
    first = values.text("account_from")
    return MapRule(
        priority=0,
        account_from=first,
        account_to=values.text("account_to") or first,
        dimension=values.choice("dimension"),
        object=values.text("object") or None if values.choice("dimension") else None,
        line_code=values.choice("line_code"),
        id=rule_id,
    )
