"""Members, packages and figures of a region, in whichever engine."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from asfdesk.domain.alphabet import in_alphabet
from asfdesk.domain.period import parse_period
from asfdesk.domain.region.quarters import Figure, Member, Sent
from asfdesk.domain.region.totals import Total
from asfdesk.domain.sending.counts import Name
from asfdesk.domain.sending.package_arrival import Arrived
from asfdesk.domain.sending.packages import State, Unit
from asfdesk.errors import NewerFileError, WrongKeyError
from asfdesk.i18n import _
from asfdesk.storage.region.schema import TABLES, VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from asfdesk.domain.period import Period
    from asfdesk.domain.sending.packages import PackageContent
    from asfdesk.storage.region.engine import Engine

_MEMBER = (
    "org_number, name, municipality, coordination, public_key, heard, pinned_on, since, ended_on"
)


class RegionStore:
    """Reads and writes; writes happen inside `engine.transaction()`."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def begin(self, recipient: str, name: str) -> None:
        """Make the tables if there are none, and see that they are this recipient's.

        Args:
            recipient: fingerprint of the recipient's card.
            name: what the recipient is called, for the heads of reports.

        Raises:
            NewerFileError: made by a newer program.
            WrongKeyError: another recipient's.
        """
        if not self.engine.has_tables():
            self._make(recipient, name)
        if int(self.about("version")) > VERSION:
            raise NewerFileError(
                _("The region was made by a newer version of ASF Desk."),
                _("This version cannot read it, and has not changed it."),
                _("Install the newer version on this computer, and try again."),
            )
        if self.about("recipient") != recipient:
            raise WrongKeyError(
                _("The region belongs to another recipient."),
                _("It was made with other keys than those in the key file."),
                _("Choose the key file that it was made with."),
            )

    def _make(self, recipient: str, name: str) -> None:
        with self.engine.transaction():
            if self.engine.has_tables():
                return  # another office was quicker
            self.engine.make_tables(TABLES)
            about = (("version", str(VERSION)), ("recipient", recipient), ("name", name))
            self.engine.run_many("INSERT INTO region_meta (name, value) VALUES (?, ?)", about)

    def about(self, name: str) -> str:
        """What the region says about itself: version, recipient, name."""
        found = self.engine.ask("SELECT value FROM region_meta WHERE name = ?", [name])
        return str(found[0][0]) if found else ""

    # -- members ------------------------------------------------------------------------------

    def members(self) -> list[Member]:
        """Everybody that is followed, by name."""
        rows = self.engine.ask(f"SELECT {_MEMBER} FROM region_member ORDER BY org_number")
        return sorted(
            (_member(row) for row in rows), key=lambda one: (in_alphabet(one.name), one.org_number)
        )

    def member(self, org_number: str) -> Member | None:
        """One of them."""
        rows = self.engine.ask(
            f"SELECT {_MEMBER} FROM region_member WHERE org_number = ?", [org_number]
        )
        return _member(rows[0]) if rows else None

    def put_member(self, one: Member) -> None:
        """Enter somebody, or what is now known of them."""
        self.engine.run(
            f"INSERT INTO region_member ({_MEMBER}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (org_number) DO UPDATE SET name = excluded.name,"
            " municipality = excluded.municipality, coordination = excluded.coordination,"
            " public_key = excluded.public_key, heard = excluded.heard,"
            " pinned_on = excluded.pinned_on, since = excluded.since,"
            " ended_on = excluded.ended_on",
            [
                one.org_number,
                one.name,
                one.municipality,
                one.coordination,
                one.public_key.hex(),
                one.heard,
                one.pinned_on.isoformat() if one.pinned_on else None,
                str(one.since) if one.since else None,
                one.ended_on.isoformat() if one.ended_on else None,
            ],
        )

    # -- packages -----------------------------------------------------------------------------

    def arrived(self, org_number: str, uid: str) -> list[Arrived]:
        """What came from an enterprise, and any package of an uid, for `judged`."""
        rows = self.engine.ask(
            "SELECT uid, org_number, period, number FROM region_package"
            " WHERE org_number = ? OR uid = ? ORDER BY id",
            [org_number, uid],
        )
        return [Arrived(row[0], row[1], parse_period(row[2]), int(row[3])) for row in rows]

    def last_id(self) -> int:
        """The highest id of a package; 0 = none."""
        return int(self.engine.ask("SELECT coalesce(max(id), 0) FROM region_package")[0][0])

    def add_package(
        self, package_id: int, content: PackageContent, sha256: str, today: date
    ) -> None:
        """Enter a package that has been judged; it is the latest of its quarter."""
        sender, period = content.sender, str(content.period)
        self.engine.run(
            "UPDATE region_package SET latest = 0 WHERE org_number = ? AND period = ?",
            [sender.org_number, period],
        )
        self.engine.run(
            "INSERT INTO region_package (id, uid, org_number, period, number, latest,"
            " municipality, coordination, made_at, came_on, sha256)"
            " VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)",
            [
                package_id,
                content.uid,
                sender.org_number,
                period,
                content.number,
                sender.municipality,
                sender.coordination,
                content.made_at.isoformat(),
                today.isoformat(),
                sha256,
            ],
        )
        measures = {one.key: one for found in content.reports.values() for one in found}
        self.engine.run_many(
            "INSERT INTO region_figure (package_id, key, unit, state, value, exact)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                (package_id, one.key, one.unit.value, one.state.value, one.value, int(one.exact))
                for one in measures.values()
            ],
        )

    def came(self) -> dict[str, list[Period]]:
        """Organisation number -> quarters of which a package is here."""
        found: dict[str, list[Period]] = {}
        rows = self.engine.ask(
            "SELECT org_number, period FROM region_package WHERE latest = 1"
            " ORDER BY org_number, period"
        )
        for org_number, period in rows:
            found.setdefault(org_number, []).append(parse_period(period))
        return found

    def quarters(self) -> list[Period]:
        """Every period of which anything is here, in order."""
        rows = self.engine.ask("SELECT DISTINCT period FROM region_package")
        return sorted(parse_period(row[0]) for row in rows)

    # -- figures ------------------------------------------------------------------------------

    def sent(self, period: Period, keys: Sequence[str]) -> list[Sent]:
        """What the latest package of each enterprise says of a quarter, in order of number."""
        with self.engine.reading():
            heads = self.engine.ask(
                "SELECT p.id, m.org_number, m.name, p.municipality, p.coordination"
                " FROM region_package p JOIN region_member m ON m.org_number = p.org_number"
                " WHERE p.period = ? AND p.latest = 1 ORDER BY m.org_number",
                [str(period)],
            )
            marks = ", ".join("?" for _key in keys)
            rows = self.engine.ask(
                "SELECT f.package_id, f.key, f.unit, f.value, f.state FROM region_package p"
                " JOIN region_figure f ON f.package_id = p.id"
                f" WHERE p.period = ? AND p.latest = 1 AND f.key IN ({marks})",
                [str(period), *keys],
            )
        figures: dict[int, dict[str, Figure]] = {int(head[0]): {} for head in heads}
        for package_id, key, unit, value, state in rows:
            figures[int(package_id)][key] = Figure(Unit(unit), value, State(state))
        return [Sent(org, name, at, body, figures[int(uid)]) for uid, org, name, at, body in heads]

    def totals(self, period: Period) -> dict[str, Total]:
        """Key -> its sum over the latest packages of a quarter."""
        rows = self.engine.ask(
            "SELECT f.key, min(f.unit), coalesce(sum(f.value), 0), count(f.value),"
            " sum(CASE WHEN f.state = 'hidden' THEN 1 ELSE 0 END)"
            " FROM region_package p JOIN region_figure f ON f.package_id = p.id"
            " WHERE p.period = ? AND p.latest = 1 GROUP BY f.key ORDER BY f.key",
            [str(period)],
        )
        return {
            key: Total(Unit(unit), int(total), int(known), int(hidden))
            for key, unit, total, known, hidden in rows
        }

    # -- what was published -------------------------------------------------------------------

    def published(self) -> dict[Name, int | None]:
        """Every count that has gone out; one that was ever shown counts as shown, the latest."""
        rows = self.engine.ask(
            "SELECT measure, period, cell, value FROM region_published ORDER BY publication"
        )
        found: dict[Name, int | None] = {}
        for measure, period, cell, value in rows:
            name = Name(measure, period, cell)
            found[name] = found.get(name) if value is None else value
        return found

    def remember(self, counts: Mapping[Name, int | None], made_at: datetime) -> None:
        """Enter counts that go out, as one publication whatever its time is."""
        last = self.engine.ask("SELECT coalesce(max(publication), 0) FROM region_published")
        number = int(last[0][0]) + 1
        self.engine.run_many(
            "INSERT INTO region_published (publication, measure, period, cell, value, made_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [(number, *name, value, made_at.isoformat()) for name, value in counts.items()],
        )


def _member(row: tuple[Any, ...]) -> Member:
    org_number, name, municipality, coordination, key, heard, pinned_on, since, ended_on = row
    return Member(
        org_number,
        name,
        municipality,
        coordination,
        bytes.fromhex(key),
        heard,
        date.fromisoformat(pinned_on) if pinned_on else None,
        parse_period(since) if since else None,
        date.fromisoformat(ended_on) if ended_on else None,
    )
