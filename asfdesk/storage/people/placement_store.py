"""Placements with their dated schedules."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup, ExitReason, Form, PlacementStatus, ReferringBody
from asfdesk.domain.people.placements import DaySlot, Exit, Placement, Schedule
from asfdesk.storage.columns import from_day, need_day, to_day
from asfdesk.storage.people.decision_store import DecisionQueries, DecisionStore
from asfdesk.storage.sealing import open_field, open_value, seal_fields

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from asfdesk.domain.people.decisions import Decision, Pause
    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault

ALL = "TRUE"
OF_ID = "p.id = :id"
OF_TRAINEE = "p.trainee_id = :id"
OF_AGREEMENT = "p.agreement_id = :id"
IN_PERIOD = """p.decision_from <= :last
  AND coalesce(p.ended_on, p.decision_to, '9999-12-31') >= :first"""

_RESTS_ON = (
    "attendance",
    "goal",
    "progress_step",
    "situation_report",
    "absence_report",
    "invoiced_row",
)
"""Tables whose rows keep a placement from being removed.."""

_GOES_WITH = ("placement_decision", "placement_pause", "follow_up_contact", "work_group_member")
"""Tables whose rows go with a placement that is removed."""


class PlacementQueries:
    """Reads: five queries however many placements. Sealed fields are "" or None for advisers."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault
        self._decided = DecisionQueries(rows, vault)

    def placements(self) -> list[Placement]:
        """Every placement, by first day."""
        return self._select(ALL, {})

    def placement(self, placement_id: int) -> Placement | None:
        """One placement."""
        return next(iter(self._select(OF_ID, {"id": placement_id})), None)

    def of_trainee(self, trainee_id: int) -> list[Placement]:
        """A trainee's placements, by first day."""
        return self._select(OF_TRAINEE, {"id": trainee_id})

    def of_agreement(self, agreement_id: int) -> list[Placement]:
        """An agreement's placements, by first day."""
        return self._select(OF_AGREEMENT, {"id": agreement_id})

    def in_period(self, first: date, last: date) -> list[Placement]:
        """Placements that hold on at least one day of first..last."""
        params = {"first": first.isoformat(), "last": last.isoformat()}
        return self._select(IN_PERIOD, params)

    def placement_in_use(self, placement_id: int) -> bool:
        """Whether attendance or anything else that must stay rests on the placement."""
        return placement_id in self.placements_in_use()

    def placements_in_use(self) -> set[int]:
        """Placements that attendance or anything else that must stay rests on."""
        parts = [
            f"SELECT placement_id FROM {table} WHERE placement_id IS NOT NULL"
            for table in _RESTS_ON
        ]
        sql = " UNION ".join(parts)
        return {row["placement_id"] for row in self._rows.all(sql)}

    def attended_between(self, placement_id: int) -> tuple[date, date] | None:
        """First and last day with attendance filled in, or None."""
        sql = """SELECT min(day) AS first, max(day) AS last FROM attendance
                 WHERE placement_id = :id"""
        row = self._rows.one(sql, {"id": placement_id})
        if row is None or row["first"] is None:
            return None
        return need_day(row["first"]), need_day(row["last"])

    def _select(self, where: str, params: Mapping[str, object]) -> list[Placement]:
        days: dict[int, dict[int, DaySlot]] = defaultdict(dict)
        sql = f"""SELECT d.* FROM schedule_day d JOIN placement_schedule s ON s.id = d.schedule_id
                  JOIN placement p ON p.id = s.placement_id WHERE {where} ORDER BY d.weekday"""
        for row in self._rows.all(sql, params):
            days[row["schedule_id"]][row["weekday"]] = DaySlot(row["minutes"], row["start_minute"])
        schedules: dict[int, list[Schedule]] = defaultdict(list)
        sql = f"""SELECT s.* FROM placement_schedule s JOIN placement p ON p.id = s.placement_id
                  WHERE {where} ORDER BY s.valid_from"""
        for row in self._rows.all(sql, params):
            schedules[row["placement_id"]].append(_schedule(row, days.get(row["id"], {})))
        sql = f"SELECT p.* FROM placement p WHERE {where} ORDER BY p.decision_from, p.id"
        rows = self._rows.all(sql, params)
        decisions = self._decided.decisions(where, params)
        pauses = self._decided.pauses(where, params)
        return [
            self._placement(
                row,
                tuple(schedules.get(row["id"], ())),
                decisions.get(row["id"], ()),
                pauses.get(row["id"], ()),
            )
            for row in rows
        ]

    def _placement(
        self,
        row: type_row,
        schedules: tuple[Schedule, ...],
        decisions: tuple[Decision, ...],
        pauses: tuple[Pause, ...],
    ) -> Placement:
        return Placement(
            id=row["id"],
            trainee_id=row["trainee_id"],
            agreement_id=row["agreement_id"],
            form=Form(row["form"]),
            referring_body=ReferringBody(row["referring_body"]),
            decision_from=need_day(row["decision_from"]),
            decision_to=to_day(row["decision_to"]),
            status=PlacementStatus(row["status"]),
            level=row["level"],
            supervisor_id=row["supervisor_id"],
            caseworker=open_field(self._vault, "placement", row, "caseworker"),
            note=open_field(self._vault, "placement", row, "note"),
            exit=self._exit(row),
            schedules=schedules,
            decisions=decisions,
            pauses=pauses,
        )

    def _exit(self, row: type_row) -> Exit | None:
        if row["ended_on"] is None:
            return None
        return Exit(
            ended_on=need_day(row["ended_on"]),
            group=ExitGroup(row["exit_group"]),
            reason=open_value(self._vault, "placement", row, "exit_reason", ExitReason),
            employed_by_us=bool(row["employed_by_us"]),
            note=open_field(self._vault, "placement", row, "exit_note"),
        )


def _schedule(row: type_row, week: Mapping[int, DaySlot]) -> Schedule:
    return Schedule(
        id=row["id"],
        placement_id=row["placement_id"],
        valid_from=need_day(row["valid_from"]),
        extent_bp=row["extent_bp"],
        week=week,
    )


class PlacementStore(PlacementQueries):
    """Reads and writes; writes only inside `Writer.action`. Ids of added values are not used."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows
        self._deciding = DecisionStore(rows, vault)

    def add_placement(self, placement: Placement) -> int:
        """Add a placement with its schedules, decisions and pauses, and return its id."""
        row_id = self._writer.next_id("placement")
        self._writer.insert("placement", {"id": row_id, **self._values(row_id, placement)})
        for schedule in placement.schedules:
            self.add_schedule(row_id, schedule)
        for decision in placement.decisions:
            self._deciding.add_decision(row_id, decision)
        for pause in placement.pauses:
            self._deciding.add_pause(row_id, pause)
        return row_id

    def change_placement(self, placement: Placement) -> None:
        """Write a placement anew; schedules, decisions and pauses are left as they are."""
        self._writer.update("placement", placement.id, self._values(placement.id, placement))

    def remove_placement(self, placement_id: int) -> None:
        """Take a placement away, with what belongs to nothing else."""
        placement = self.placement(placement_id)
        for schedule in placement.schedules if placement else ():
            self.remove_schedule(schedule.id)
        for table in _GOES_WITH:
            sql = f"SELECT id FROM {table} WHERE placement_id = :id"
            for row in self._rows.all(sql, {"id": placement_id}):
                self._writer.delete(table, row["id"])
        sql = "SELECT id FROM placement_background WHERE id = :id"
        if self._rows.one(sql, {"id": placement_id}):
            self._writer.delete("placement_background", placement_id)
        self._writer.delete("placement", placement_id)

    def add_schedule(self, placement_id: int, schedule: Schedule) -> int:
        """Add a dated schedule to a placement and return its id."""
        values = {"placement_id": placement_id, **_schedule_values(schedule)}
        schedule_id = self._writer.insert("placement_schedule", values)
        self._add_days(schedule_id, schedule)
        return schedule_id

    def change_schedule(self, schedule: Schedule) -> None:
        """Write a schedule anew, with its days."""
        self._remove_days(schedule.id)
        self._writer.update("placement_schedule", schedule.id, _schedule_values(schedule))
        self._add_days(schedule.id, schedule)

    def remove_schedule(self, schedule_id: int) -> None:
        """Take a schedule away; the earlier one then holds on."""
        self._remove_days(schedule_id)
        self._writer.delete("placement_schedule", schedule_id)

    def _add_days(self, schedule_id: int, schedule: Schedule) -> None:
        for weekday, slot in schedule.week.items():
            self._writer.insert(
                "schedule_day",
                {
                    "schedule_id": schedule_id,
                    "weekday": weekday,
                    "minutes": slot.minutes,
                    "start_minute": slot.start_minute,
                },
            )

    def _remove_days(self, schedule_id: int) -> None:
        sql = "SELECT id FROM schedule_day WHERE schedule_id = :id"
        for row in self._rows.all(sql, {"id": schedule_id}):
            self._writer.delete("schedule_day", row["id"])

    def _values(self, row_id: int, placement: Placement) -> dict[str, object]:
        leaving = placement.exit
        texts = {
            "caseworker": placement.caseworker,
            "note": placement.note,
            "exit_reason": (leaving.reason or "") if leaving else "",
            "exit_note": leaving.note if leaving else "",
        }
        return {
            "trainee_id": placement.trainee_id,
            "agreement_id": placement.agreement_id,
            "form": placement.form.value,
            "referring_body": placement.referring_body.value,
            "decision_from": placement.decision_from.isoformat(),
            "decision_to": from_day(placement.decision_to),
            "status": placement.status.value,
            "level": placement.level,
            "supervisor_id": placement.supervisor_id,
            "ended_on": from_day(leaving.ended_on) if leaving else None,
            "exit_group": leaving.group.value if leaving else None,
            "employed_by_us": int(leaving.employed_by_us) if leaving else 0,
            **seal_fields(self._vault, "placement", row_id, texts),
        }


def _schedule_values(schedule: Schedule) -> dict[str, object]:
    return {"valid_from": schedule.valid_from.isoformat(), "extent_bp": schedule.extent_bp}
