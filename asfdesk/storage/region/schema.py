"""The region's tables, in SQL that SQLite and PostgreSQL both take (ADR 0044).

Dates are ISO text and keys hexadecimal text, so that rows are the same in both. A figure's value
is a 64-bit whole number in its unit; nothing is a floating-point number.
"""

from __future__ import annotations

VERSION = 1
TABLES = (
    """CREATE TABLE region_meta (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL)""",
    """CREATE TABLE region_member (
        org_number TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        municipality TEXT NOT NULL,
        coordination TEXT NOT NULL,
        public_key TEXT NOT NULL,
        heard TEXT NOT NULL,
        pinned_on TEXT,
        since TEXT,
        ended_on TEXT)""",
    """CREATE TABLE region_package (
        id BIGINT PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        org_number TEXT NOT NULL REFERENCES region_member (org_number),
        period TEXT NOT NULL,
        number BIGINT NOT NULL,
        latest BIGINT NOT NULL CHECK (latest IN (0, 1)),
        municipality TEXT NOT NULL,
        coordination TEXT NOT NULL,
        made_at TEXT NOT NULL,
        came_on TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        UNIQUE (org_number, period, number))""",
    "CREATE INDEX region_package_period ON region_package (period, latest)",
    """CREATE TABLE region_figure (
        package_id BIGINT NOT NULL REFERENCES region_package (id),
        key TEXT NOT NULL,
        unit TEXT NOT NULL,
        state TEXT NOT NULL,
        value BIGINT,
        exact BIGINT NOT NULL CHECK (exact IN (0, 1)),
        PRIMARY KEY (package_id, key),
        CHECK ((value IS NULL) = (state <> 'shown')))""",
    """CREATE TABLE region_published (
        publication BIGINT NOT NULL,
        measure TEXT NOT NULL,
        period TEXT NOT NULL,
        cell TEXT NOT NULL,
        value BIGINT,
        made_at TEXT NOT NULL,
        PRIMARY KEY (publication, measure, period, cell))""",
)
