"""Goals, steps and the texts of R5, each under its placement. Free text is sealed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from asfdesk.domain.people.placement_codes import GoalStatus, ProgressStep, SituationKind
from asfdesk.domain.people.progress import SITUATION_TEXTS, Goal, SituationReport, Step
from asfdesk.domain.people.situation_due import Written
from asfdesk.storage.columns import from_day, need_day, to_day
from asfdesk.storage.sealing import open_field, seal_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault

GOAL, STEP, SITUATION = "goal", "progress_step", "situation_report"


class ProgressQueries:
    """Reads. Texts are "" without the vault key; days and codes are not sealed."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def goals(self) -> list[Goal]:
        """Every goal, in the order they were set."""
        return [self._goal(row) for row in self._rows.all("SELECT * FROM goal ORDER BY set_on, id")]

    def goals_of(self, placement_id: int) -> list[Goal]:
        """A placement's goals, in the order they were set."""
        sql = "SELECT * FROM goal WHERE placement_id = :id ORDER BY set_on, id"
        return [self._goal(row) for row in self._rows.all(sql, {"id": placement_id})]

    def goal(self, goal_id: int) -> Goal | None:
        """One goal."""
        row = self._rows.get(GOAL, goal_id)
        return self._goal(row) if row else None

    def steps(self) -> list[Step]:
        """Every step, by day."""
        sql = "SELECT * FROM progress_step ORDER BY day, id"
        return [self._step(row) for row in self._rows.all(sql)]

    def steps_of(self, placement_id: int) -> list[Step]:
        """A placement's steps, by day."""
        sql = "SELECT * FROM progress_step WHERE placement_id = :id ORDER BY day, id"
        return [self._step(row) for row in self._rows.all(sql, {"id": placement_id})]

    def step(self, step_id: int) -> Step | None:
        """One step."""
        row = self._rows.get(STEP, step_id)
        return self._step(row) if row else None

    def situations(self) -> list[SituationReport]:
        """The texts of every R5, by day."""
        sql = "SELECT * FROM situation_report ORDER BY day, id"
        return [self._situation(row) for row in self._rows.all(sql)]

    def situation_days(self) -> dict[int, list[Written]]:
        """Placement -> when its R5s were written and why, for reminders: opens nothing sealed."""
        found: dict[int, list[Written]] = defaultdict(list)
        for row in self._rows.all("SELECT placement_id, day, kind FROM situation_report"):
            one = Written(need_day(row["day"]), SituationKind(row["kind"]))
            found[row["placement_id"]].append(one)
        return found

    def situations_of(self, placement_id: int) -> list[SituationReport]:
        """The texts of a placement's R5s, by day."""
        sql = "SELECT * FROM situation_report WHERE placement_id = :id ORDER BY day, id"
        return [self._situation(row) for row in self._rows.all(sql, {"id": placement_id})]

    def situation(self, situation_id: int) -> SituationReport | None:
        """The texts of one R5."""
        row = self._rows.get(SITUATION, situation_id)
        return self._situation(row) if row else None

    def _goal(self, row: type_row) -> Goal:
        return Goal(
            id=row["id"],
            placement_id=row["placement_id"],
            set_on=need_day(row["set_on"]),
            status=GoalStatus(row["status"]),
            done_on=to_day(row["done_on"]),
            text=open_field(self._vault, GOAL, row, "text"),
        )

    def _step(self, row: type_row) -> Step:
        return Step(
            id=row["id"],
            placement_id=row["placement_id"],
            day=need_day(row["day"]),
            step_from=ProgressStep(row["step_from"]),
            step_to=ProgressStep(row["step_to"]),
            note=open_field(self._vault, STEP, row, "note"),
        )

    def _situation(self, row: type_row) -> SituationReport:
        texts = {name: open_field(self._vault, SITUATION, row, name) for name in SITUATION_TEXTS}
        return SituationReport(
            id=row["id"],
            placement_id=row["placement_id"],
            day=need_day(row["day"]),
            kind=SituationKind(row["kind"]),
            first=need_day(row["first_day"]),
            last=need_day(row["last_day"]),
            **texts,
        )


class ProgressStore(ProgressQueries):
    """Reads and writes; writes only inside `Writer.action`. Ids of added values are not used."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def add_goal(self, goal: Goal) -> int:
        """Add a goal and return its id."""
        return self._add(GOAL, _goal_values(goal), {"text": goal.text})

    def change_goal(self, goal: Goal) -> None:
        """Write a goal anew."""
        self._change(GOAL, goal.id, _goal_values(goal), {"text": goal.text})

    def remove_goal(self, goal_id: int) -> None:
        """Take a goal away."""
        self._writer.delete(GOAL, goal_id)

    def add_step(self, step: Step) -> int:
        """Add a step and return its id."""
        return self._add(STEP, _step_values(step), {"note": step.note})

    def change_step(self, step: Step) -> None:
        """Write a step anew."""
        self._change(STEP, step.id, _step_values(step), {"note": step.note})

    def remove_step(self, step_id: int) -> None:
        """Take a step away."""
        self._writer.delete(STEP, step_id)

    def add_situation(self, report: SituationReport) -> int:
        """Add the texts of an R5 and return their id."""
        return self._add(SITUATION, _situation_values(report), _situation_texts(report))

    def change_situation(self, report: SituationReport) -> None:
        """Write the texts of an R5 anew."""
        values, texts = _situation_values(report), _situation_texts(report)
        self._change(SITUATION, report.id, values, texts)

    def remove_situation(self, situation_id: int) -> None:
        """Take the texts of an R5 away."""
        self._writer.delete(SITUATION, situation_id)

    def _add(self, table: str, values: Mapping[str, object], texts: Mapping[str, str]) -> int:
        row_id = self._writer.next_id(table)
        sealed = seal_fields(self._vault, table, row_id, texts)
        return self._writer.insert(table, {"id": row_id, **values, **sealed})

    def _change(
        self, table: str, row_id: int, values: Mapping[str, object], texts: Mapping[str, str]
    ) -> None:
        sealed = seal_fields(self._vault, table, row_id, texts)
        self._writer.update(table, row_id, {**values, **sealed})


def _goal_values(goal: Goal) -> dict[str, object]:
    return {
        "placement_id": goal.placement_id,
        "set_on": goal.set_on.isoformat(),
        "status": goal.status.value,
        "done_on": from_day(goal.done_on),
    }


def _step_values(step: Step) -> dict[str, object]:
    return {
        "placement_id": step.placement_id,
        "day": step.day.isoformat(),
        "step_from": step.step_from.value,
        "step_to": step.step_to.value,
    }


def _situation_values(report: SituationReport) -> dict[str, object]:
    return {
        "placement_id": report.placement_id,
        "day": report.day.isoformat(),
        "kind": report.kind.value,
        "first_day": report.first.isoformat(),
        "last_day": report.last.isoformat(),
    }


def _situation_texts(report: SituationReport) -> dict[str, str]:
    return {name: getattr(report, name) for name in SITUATION_TEXTS}
