"""Fields about the time before and after a placement, and what Kolada's rule needs of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from asfdesk.domain.people.placement_codes import (
    Education,
    Occupation,
    SupportLength,
    SupportSource,
)
from asfdesk.i18n import _
from asfdesk.reports.people.background_words import (
    education_word,
    occupation_word,
    support_source_word,
)
from asfdesk.ui.kit.form.form import ChoiceField, DateField, FormHeading, PercentField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from asfdesk.domain.people.background import Background
    from asfdesk.ui.kit.form.form import Field, FormValues

_SEALED = ("education", "support_before", "support_after", "support_length")


def before_fields(known: Background) -> list[Field]:
    """What somebody did within the week before."""
    return [
        _choice("before", _("Occupation before"), known.before, Occupation, occupation_word),
        PercentField("before_bp", _("Share of full time (%)"), known.before_bp, at_least_one=True),
    ]


def after_fields(known: Background) -> list[Field]:
    """What somebody does within the week after, and what Kolada counts (domain.md §3.10)."""
    return [
        _choice("after", _("Occupation after"), known.after, Occupation, occupation_word),
        PercentField("after_bp", _("Share of full time (%)"), known.after_bp, at_least_one=True),
        DateField("work_began_on", _("Work or studies began on"), known.work_began_on),
        _yes_no("work_lasted_month", _("The work has lasted a month"), known.work_lasted_month),
        _yes_no("study_support", _("The studies give studiemedel"), known.study_support),
        _yes_no("municipal_job", _("A municipal employment measure"), known.municipal_job),
    ]


def health_fields(known: Background, bands: Mapping[SupportLength, str]) -> list[Field]:
    """What reveals health or comes close to it: sealed, and only where the enterprise chose it.

    Args:
        known: what is written.
        bands: how the enterprise words the bands of support length.
    """
    return [
        FormHeading("sealed", _("Education and support (sealed)")),
        _choice("education", _("Education"), known.education, Education, education_word),
        _choice(
            "support_length",
            _("How long with public support"),
            known.support_length,
            SupportLength,
            bands.__getitem__,
        ),
        _choice(
            "support_before",
            _("Support before"),
            known.support_before,
            SupportSource,
            support_source_word,
        ),
        _choice(
            "support_after",
            _("Support after"),
            known.support_after,
            SupportSource,
            support_source_word,
        ),
    ]


def background_from(values: FormValues, base: Background) -> Background:
    """What was typed; from `base` what the form did not ask."""
    names = ("before", "after", "work_lasted_month", "study_support", "municipal_job", *_SEALED)
    typed: dict[str, Any] = {name: values.choice(name) for name in names if name in values}
    for name in ("before_bp", "after_bp"):
        if name in values:
            typed[name] = values.whole(name)
    if "work_began_on" in values:
        typed["work_began_on"] = values.day("work_began_on")
    return replace(base, **typed)


def _choice(
    name: str,
    label: str,
    value: Any,  # noqa: ANN401 - any code list
    codes: Iterable[Any],
    word: Callable[[Any], str],
) -> ChoiceField:
    options: list[tuple[Any, str]] = [(None, _("Not asked"))]
    return ChoiceField(name, label, value, options=[*options, *((one, word(one)) for one in codes)])


def _yes_no(name: str, label: str, value: bool | None) -> ChoiceField:  # noqa: FBT001 - a value
    options = [(None, _("Not known")), (True, _("Yes")), (False, _("No"))]
    return ChoiceField(name, label, value, options=options)
