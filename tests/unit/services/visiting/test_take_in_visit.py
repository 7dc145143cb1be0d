"""A visit from the adviser's laptop into the owner's file, with real keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import Sex
from asfdesk.domain.drivers.shocks import Shock, ShockDriver
from asfdesk.domain.people.trainees import Identity
from asfdesk.domain.planning.comments import ActionStatus
from asfdesk.domain.visiting.visits import ScenarioDraft, Verdict
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee
from asfdesk.services.planning.edit_plan import delete_draft
from asfdesk.services.undo import undo_last
from asfdesk.services.visiting.draft_visits import drafts_of, drop, keep, read_visit, save_package
from asfdesk.services.visiting.hold_visits import begin_visit, close_visit, remove_visit
from asfdesk.services.visiting.keep_scenario import draft_scenario, save_scenario
from asfdesk.services.visiting.take_in_visit import preview, take_in
from asfdesk.services.write_comments import change_action
from tests.bookroom import add_plan, add_year
from tests.strongbox import TODAY
from tests.visits import DAY, FIRST, KNOWN, UID, a_draft, as_adviser, as_owner, visited_file

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.session import ReadSession, WriteSession


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    return visited_file(tmp_path)


def statuses(session: ReadSession) -> dict[str, ActionStatus]:
    return {one.what: one.status for one in session.comments.actions(with_done=True)}


def seen_by_owner(home: Path, package: Path) -> OpenFile:
    assert package.exists()
    return as_owner(home)


def test_from_the_laptop_to_the_file_and_back_by_undo(home: Path, tmp_path: Path) -> None:
    adviser = as_adviser(home)
    before = home.read_bytes()
    save_package(adviser, a_draft(), tmp_path / "besok", TODAY)
    adviser.close()
    assert home.read_bytes() == before
    owner = as_owner(home)
    session = owner.writing()
    draft = read_visit(owner, tmp_path / "besok.asfbesok")
    found = preview(session, draft, TODAY)
    assert [one.what for one in found.actions] == ["Höj priset", "Sök bidrag"]
    assert [one.verdict for one in found.statuses] == [Verdict.CHANGED]
    assert not session.visits.visits()
    take_in(session, draft, TODAY)
    visit = session.visits.visits()[0]
    assert (visit.uid, visit.day, visit.notes) == (UID, DAY, "Vi gick igenom likviditeten.")
    assert session.visits.figures(visit.id)
    assert statuses(session) == {
        "Ring kommunen": ActionStatus.ONGOING,
        "Höj priset": ActionStatus.OPEN,
        "Sök bidrag": ActionStatus.OPEN,
    }
    undo_last(session)
    assert statuses(session) == {"Ring kommunen": ActionStatus.OPEN}
    assert not session.visits.visits()
    owner.close()


def test_twice_is_refused_and_a_later_one_adds(session: WriteSession) -> None:
    take_in(session, a_draft(revision=2), TODAY)
    for revision in (1, 2):
        with pytest.raises(RefusedError):
            take_in(session, a_draft(revision=revision), TODAY)
    later = a_draft("Mer.", revision=3)
    take_in(session, replace(later, actions=later.actions[:1]), TODAY)
    assert [visit.notes for visit in session.visits.visits()] == ["Mer."]
    assert len(session.comments.actions(with_done=True)) == 2


def test_a_status_both_have_changed_is_chosen(home: Path) -> None:
    owner = as_owner(home)
    session = owner.writing()
    known = session.comments.action_by_uid(KNOWN)
    assert known is not None
    change_action(session, known.with_status(ActionStatus.DONE, TODAY))
    found = preview(session, a_draft(), TODAY)
    assert [one.uid for one in found.conflicts] == [KNOWN]
    take_in(session, a_draft(), TODAY)
    assert statuses(session)["Ring kommunen"] is ActionStatus.DONE
    undo_last(session)
    take_in(session, a_draft(), TODAY, chosen=[KNOWN])
    assert statuses(session)["Ring kommunen"] is ActionStatus.ONGOING
    owner.close()


def test_a_status_both_have_given_is_no_conflict(home: Path) -> None:
    owner = as_owner(home)
    session = owner.writing()
    known = session.comments.action_by_uid(KNOWN)
    assert known is not None
    change_action(session, known.with_status(ActionStatus.ONGOING, TODAY))
    assert [one.verdict for one in preview(session, a_draft(), TODAY).statuses] == [Verdict.SAME]
    owner.close()


def test_an_action_that_is_gone_stays_gone(session: WriteSession) -> None:
    found = preview(session, a_draft(), TODAY)
    assert [(one.what, one.verdict) for one in found.statuses] == [("Ring kommunen", Verdict.GONE)]
    take_in(session, a_draft(), TODAY)
    assert "Ring kommunen" not in statuses(session)


def test_an_owner_is_warned_of_names(session: WriteSession) -> None:
    add_trainee(session, NewTrainee(Sex.WOMAN, TODAY, Identity(name="Åsa Qvarnlind")), TODAY)
    assert preview(session, a_draft("Qvarnlind trivs."), TODAY).names == 1
    assert preview(session, a_draft(), TODAY).names == 0


def test_nothing_of_a_day_ahead(session: WriteSession) -> None:
    draft = a_draft()
    ahead = replace(draft, visit=replace(draft.visit, day=TODAY.replace(year=2027)))
    with pytest.raises(InvalidInputError):
        take_in(session, ahead, TODAY)


def test_a_what_if_becomes_a_scenario_of_the_visit(session: WriteSession) -> None:
    plan = add_plan(session, add_year(session), {"I20": 1_000})
    found = session.plans.plan(plan)
    assert found is not None
    shocks = (Shock(ShockDriver.PLACES, 5_000),)
    wanted = ScenarioDraft("Hälften", plan, found.version, shocks)
    stale = ScenarioDraft("Gammal", plan, found.version + 1, shocks)
    draft = replace(a_draft(), scenarios=(wanted, stale))
    offered = preview(session, draft, TODAY).scenarios
    assert [bool(one.problem) for one in offered] == [False, True]
    take_in(session, draft, TODAY)
    visit = session.visits.visits()[0]
    made = [session.plans.plan(one) for one in session.visits.plans(visit.id)]
    assert [one.name for one in made if one] == ["Hälften"]
    delete_draft(session, session.visits.plans(visit.id)[0])
    assert session.visits.plans(visit.id) == []


def test_a_draft_outlives_the_program_and_goes_when_taken_in(home: Path, tmp_path: Path) -> None:
    adviser = as_adviser(home)
    keep(adviser, a_draft(), TODAY)
    adviser.close()
    again = as_adviser(home)
    (found,), closed = drafts_of(again)
    assert (found, closed) == (a_draft(), 0)
    saved = save_package(again, found, tmp_path / "p.asfbesok", TODAY)
    assert saved.visit.revision == 2
    assert saved.visit.closed_on == TODAY
    again.close()
    owner = as_owner(home)
    take_in(owner.writing(), saved, TODAY)
    assert drafts_of(owner) == ([], 0)
    drop(owner, UID)
    owner.close()


def test_a_visit_in_the_file_keeps_figures_and_leaves_actions(session: WriteSession) -> None:
    begin_visit(session, a_draft().visit, TODAY)
    visit = session.visits.visits()[0]
    assert visit.closed_on is None
    close_visit(session, visit.id, TODAY)
    figures = {one.key: one.value for one in session.visits.figures(visit.id)}
    assert figures["actions.open"] == 0
    take_in(session, a_draft(revision=5), TODAY)
    remove_visit(session, visit.id)
    assert session.visits.visits() == []
    left = session.comments.action_by_uid(FIRST)
    assert left is not None
    assert left.visit_id is None


def test_a_what_if_at_the_table_follows_the_visit(home: Path) -> None:
    owner = as_owner(home)
    session = owner.writing()
    plan = add_plan(session, session.enterprise.fiscal_years()[0].id, {"I20": 1_000})
    shocks = (Shock(ShockDriver.PLACES, 5_000),)
    save_scenario(session, plan, "Utan besök", shocks)
    begin_visit(session, a_draft().visit, TODAY)
    save_scenario(session, plan, "Hälften", shocks)
    visit = session.visits.visits()[0]
    made = [session.plans.plan(one) for one in session.visits.plans(visit.id)]
    assert [one.name for one in made if one] == ["Hälften"]
    owner.close()
    adviser = as_adviser(home)
    with pytest.raises(RefusedError):
        draft_scenario(adviser, plan, "Färre", shocks, TODAY)
    draft = a_draft()
    keep(adviser, replace(draft, visit=replace(draft.visit, uid="e" * 32)), TODAY)
    draft_scenario(adviser, plan, "Färre", shocks, TODAY)
    ((found,), _closed) = drafts_of(adviser)
    assert [(one.name, one.plan_id, one.shocks) for one in found.scenarios] == [
        ("Färre", plan, shocks)
    ]
    adviser.close()
