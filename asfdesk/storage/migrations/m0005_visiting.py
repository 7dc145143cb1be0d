"""Schema 5: visits, whom packages go to, what has been published, and safe copies.

A visit keeps the figures as they stood, so that the next one can tell what changed. Whatever went
out as a count is kept, shown or hidden, because the next output must not give it away.
`safe_handout` lists the safe copies that were made of a file; the other tables called `safe_` are
filled in such a copy only, with months and persons in the place of days.
"""

STATEMENTS = """
CREATE TABLE visit (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, day TEXT NOT NULL, kind TEXT NOT NULL,
  present TEXT NOT NULL DEFAULT '', notes TEXT NOT NULL DEFAULT '', closed_on TEXT,
  revision INTEGER NOT NULL DEFAULT 0 CHECK (revision >= 0)
) STRICT;
CREATE TABLE visit_figure (
  id INTEGER PRIMARY KEY, visit_id INTEGER NOT NULL REFERENCES visit(id),
  key TEXT NOT NULL, unit TEXT NOT NULL, value INTEGER, UNIQUE (visit_id, key)
) STRICT;
CREATE TABLE visit_plan (
  id INTEGER PRIMARY KEY, visit_id INTEGER NOT NULL REFERENCES visit(id),
  plan_id INTEGER NOT NULL REFERENCES plan(id), UNIQUE (visit_id, plan_id)
) STRICT;
ALTER TABLE agreed_action ADD COLUMN uid TEXT NOT NULL DEFAULT '';
UPDATE agreed_action SET uid = lower(hex(randomblob(16)));
ALTER TABLE agreed_action ADD COLUMN status TEXT NOT NULL DEFAULT 'open';
UPDATE agreed_action SET status = 'done' WHERE done_on IS NOT NULL;
ALTER TABLE agreed_action ADD COLUMN visit_id INTEGER REFERENCES visit(id);
CREATE TABLE recipient (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL,
  signing_key TEXT NOT NULL, sealing_key TEXT NOT NULL, fingerprint TEXT NOT NULL UNIQUE,
  made_on TEXT NOT NULL, valid_until TEXT NOT NULL, imported_on TEXT NOT NULL,
  confirmed_on TEXT, ended_on TEXT, confirmed_sealed BLOB
) STRICT;
CREATE TABLE package (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, sent_id INTEGER REFERENCES sent_report(id),
  recipient_id INTEGER REFERENCES recipient(id), period TEXT NOT NULL, number INTEGER NOT NULL,
  made_at TEXT NOT NULL, sha256 TEXT NOT NULL
) STRICT;
CREATE TABLE package_key (
  id INTEGER PRIMARY KEY, public_key TEXT NOT NULL, private_sealed BLOB, made_on TEXT NOT NULL
) STRICT;
CREATE TABLE published_count (
  id INTEGER PRIMARY KEY, report TEXT NOT NULL, period TEXT NOT NULL, made_at TEXT NOT NULL,
  recipient TEXT NOT NULL DEFAULT '', exact INTEGER NOT NULL DEFAULT 0 CHECK (exact IN (0, 1)),
  measure TEXT NOT NULL, cell TEXT NOT NULL, value INTEGER
) STRICT;
CREATE INDEX published_count_measure ON published_count(measure, period);
CREATE TABLE measure_budget (
  id INTEGER PRIMARY KEY, measure TEXT NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL,
  budgeted INTEGER NOT NULL CHECK (budgeted >= 0), CHECK (first_day <= last_day)
) STRICT;
CREATE TABLE yearly_fact (
  id INTEGER PRIMARY KEY, year INTEGER NOT NULL, key TEXT NOT NULL, value INTEGER,
  reference TEXT NOT NULL DEFAULT '', UNIQUE (year, key)
) STRICT;
CREATE TABLE safe_handout (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, made_at TEXT NOT NULL,
  made_for TEXT NOT NULL, persons INTEGER NOT NULL CHECK (persons >= 0)
) STRICT;
CREATE TABLE safe_copy (
  id INTEGER PRIMARY KEY CHECK (id = 1), made_on TEXT NOT NULL,
  threshold INTEGER NOT NULL CHECK (threshold > 0)
) STRICT;
CREATE TABLE safe_person (
  id INTEGER PRIMARY KEY, number INTEGER NOT NULL UNIQUE CHECK (number > 0),
  sex TEXT NOT NULL DEFAULT '', age_band TEXT NOT NULL DEFAULT '?', first_month TEXT NOT NULL,
  last_month TEXT
) STRICT;
CREATE TABLE safe_month (
  id INTEGER PRIMARY KEY, month TEXT NOT NULL, key TEXT NOT NULL, value INTEGER,
  divisor INTEGER NOT NULL DEFAULT 1 CHECK (divisor > 0), UNIQUE (month, key)
) STRICT;
CREATE TABLE safe_figure (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, unit TEXT NOT NULL, value INTEGER
) STRICT;
"""
