"""What surrounds a placement, as facts in a trainee's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.i18n import _, day
from asfdesk.reports.people.background_words import (
    education_word,
    occupation_word,
    support_source_word,
)
from asfdesk.ui.pages.people.trainee_words import share_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.people.background import Background
    from asfdesk.domain.people.placement_codes import Occupation, SupportLength

Fact = tuple[str, str]


def background_facts(
    background: Background,
    result: bool | None,  # noqa: FBT001 - a value
    *,
    health: bool,
    bands: Mapping[SupportLength, str],
) -> list[Fact]:
    """The facts that are known, with what Kolada's rule makes of them.

    Args:
        background: what was asked.
        result: whether the exit counts as work or studies; None = not known or not ended.
        health: whether education and support may be shown.
        bands: how the enterprise words the bands of support length.
    """
    facts = [
        (_("Before"), _does(background.before, background.before_bp)),
        (_("After"), _does(background.after, background.after_bp)),
        (_("Began on"), day(background.work_began_on) if background.work_began_on else ""),
        (_("Lasted a month"), _yes_no(background.work_lasted_month)),
        (_("Gives studiemedel"), _yes_no(background.study_support)),
        (_("Municipal employment"), _yes_no(background.municipal_job)),
        (_("Counts as work or studies"), _yes_no(result)),
    ]
    if health:
        facts += _sealed(background, bands)
    return [(name, text) for name, text in facts if text]


def _sealed(background: Background, bands: Mapping[SupportLength, str]) -> list[Fact]:
    education, length = background.education, background.support_length
    before, after = background.support_before, background.support_after
    return [
        (_("Education"), education_word(education) if education else ""),
        (_("Public support"), bands[length] if length else ""),
        (_("Support before"), support_source_word(before) if before else ""),
        (_("Support after"), support_source_word(after) if after else ""),
    ]


def _does(occupation: Occupation | None, share: int | None) -> str:
    if occupation is None:
        return ""
    word = occupation_word(occupation)
    return word if share is None else f"{word}, {share_words(share)}"


def _yes_no(known: bool | None) -> str:  # noqa: FBT001 - a value
    if known is None:
        return ""
    return _("Yes") if known else _("No")
