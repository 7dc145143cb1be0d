"""The waiting list. Name, contact and note are sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.codes import Form, ReferringBody
from asfdesk.domain.people.placement_codes import WaitingStatus
from asfdesk.domain.people.waiting import Waiting
from asfdesk.storage.columns import from_day, need_day, to_day
from asfdesk.storage.people.request_traces import NEAR
from asfdesk.storage.sealing import open_field, seal_fields

if TYPE_CHECKING:
    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault

WAITING = "waiting"
_NEXT_ID = f"""SELECT max(id) + 1 FROM (SELECT 0 AS id UNION SELECT id FROM waiting
  UNION SELECT -number FROM protection WHERE {NEAR}
  UNION SELECT -number FROM tombstone WHERE {NEAR})"""
"""Never the number of a request that is gone and left a trace: another person's would follow it.

Never below 1 either: a protected or erased trainee counts below zero here, and the trace of a
request below zero would be the number of a trainee."""


class WaitingQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def requests(self) -> list[Waiting]:
        """Everybody who has asked for a place, whoever came first standing first."""
        sql = "SELECT * FROM waiting ORDER BY received_on, id"
        return [self._waiting(row) for row in self._rows.all(sql)]

    def request(self, waiting_id: int) -> Waiting | None:
        """One request."""
        row = self._rows.get(WAITING, waiting_id)
        return self._waiting(row) if row else None

    def of_trainee(self, trainee_id: int) -> list[Waiting]:
        """The requests that became a trainee."""
        sql = "SELECT * FROM waiting WHERE trainee_id = :id ORDER BY received_on, id"
        return [self._waiting(row) for row in self._rows.all(sql, {"id": trainee_id})]

    def _waiting(self, row: type_row) -> Waiting:
        return Waiting(
            id=row["id"],
            received_on=need_day(row["received_on"]),
            referring_body=ReferringBody(row["referring_body"]),
            form=Form(row["form"]),
            status=WaitingStatus(row["status"]),
            buyer_id=row["buyer_id"],
            wished_from=to_day(row["wished_from"]),
            closed_on=to_day(row["closed_on"]),
            trainee_id=row["trainee_id"],
            protected=bool(row["protected"]),
            name=open_field(self._vault, WAITING, row, "name"),
            contact=open_field(self._vault, WAITING, row, "contact"),
            note=open_field(self._vault, WAITING, row, "note"),
        )


class WaitingStore(WaitingQueries):
    """Reads and writes; writes only inside `Writer.action`. Ids of added values are not used."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def add_request(self, request: Waiting) -> int:
        """Add a request and return its id."""
        row_id = int(self._writer.value(_NEXT_ID))
        return self._writer.insert(WAITING, {"id": row_id, **self._values(row_id, request)})

    def change_request(self, request: Waiting) -> None:
        """Write a request anew; without the vault key its texts are left as they are."""
        self._writer.update(WAITING, request.id, self._values(request.id, request))

    def remove_request(self, waiting_id: int) -> None:
        """Take a request away."""
        self._writer.delete(WAITING, waiting_id)

    def _values(self, row_id: int, request: Waiting) -> dict[str, object]:
        texts = {"name": request.name, "contact": request.contact, "note": request.note}
        return {
            "received_on": request.received_on.isoformat(),
            "referring_body": request.referring_body.value,
            "form": request.form.value,
            "buyer_id": request.buyer_id,
            "wished_from": from_day(request.wished_from),
            "status": request.status.value,
            "closed_on": from_day(request.closed_on),
            "trainee_id": request.trainee_id,
            "protected": int(request.protected),
            **seal_fields(self._vault, WAITING, row_id, texts),
        }
