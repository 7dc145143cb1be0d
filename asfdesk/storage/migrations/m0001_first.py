"""Schema 1: everything the first version keeps.

Conventions: `*_ore` is öre by effect on the result, `*_sie_ore` keeps SIE's sign; `*_bp` basis
points; `*_minutes` minutes; days ISO text; months YYYY-MM; `*_sealed` is ciphertext under the
vault key. Every table that can be undone has an INTEGER PRIMARY KEY `id`.

An import is bulk: undo takes back `fiscal_year.import_id`, never the rows. So `sie_import` has no
foreign key to its year, which the same undo may take away.
"""

STATEMENTS = """
CREATE TABLE enterprise (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  org_number TEXT NOT NULL,
  legal_form TEXT NOT NULL,
  is_example INTEGER NOT NULL DEFAULT 0 CHECK (is_example IN (0, 1)),
  created_on TEXT NOT NULL
) STRICT;
CREATE TABLE org_alias (id INTEGER PRIMARY KEY, org_number TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE setting (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL) STRICT;
CREATE TABLE closed_period (
  id INTEGER PRIMARY KEY, first_day TEXT NOT NULL, last_day TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '', CHECK (first_day <= last_day)
) STRICT;
CREATE TABLE fiscal_year (
  id INTEGER PRIMARY KEY,
  first_day TEXT NOT NULL UNIQUE,
  last_day TEXT NOT NULL UNIQUE,
  books_through TEXT,
  import_id INTEGER,
  preliminary_import_id INTEGER,
  CHECK (first_day < last_day)
) STRICT;

CREATE TABLE buyer (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL,
  org_number TEXT NOT NULL DEFAULT '', invoice_reference TEXT NOT NULL DEFAULT '',
  invoice_email TEXT NOT NULL DEFAULT '', contact_sealed BLOB, ended_on TEXT
) STRICT;
CREATE TABLE agreement (
  id INTEGER PRIMARY KEY, buyer_id INTEGER NOT NULL REFERENCES buyer(id),
  name TEXT NOT NULL, form TEXT NOT NULL, starts_on TEXT NOT NULL, ends_on TEXT,
  reference TEXT NOT NULL DEFAULT '', project TEXT NOT NULL DEFAULT '',
  measure TEXT NOT NULL DEFAULT '', day_count TEXT NOT NULL,
  place_day_minutes INTEGER NOT NULL CHECK (place_day_minutes > 0),
  half_day_limit_minutes INTEGER NOT NULL CHECK (half_day_limit_minutes >= 0),
  line_code TEXT NOT NULL, needs_identity_number INTEGER NOT NULL DEFAULT 0,
  trainee_signs INTEGER NOT NULL DEFAULT 1, responsible_signs INTEGER NOT NULL DEFAULT 1,
  keep_until TEXT, CHECK (ends_on IS NULL OR ends_on >= starts_on)
) STRICT;
CREATE INDEX agreement_buyer ON agreement(buyer_id);
CREATE TABLE agreement_terms (
  id INTEGER PRIMARY KEY, agreement_id INTEGER NOT NULL REFERENCES agreement(id),
  valid_from TEXT NOT NULL, unit TEXT NOT NULL, basis TEXT NOT NULL,
  price_ore INTEGER NOT NULL CHECK (price_ore >= 0),
  places_milli INTEGER NOT NULL CHECK (places_milli >= 0),
  vat_bp INTEGER NOT NULL DEFAULT 0 CHECK (vat_bp BETWEEN 0 AND 10000),
  half_day_bp INTEGER NOT NULL DEFAULT 5000,
  UNIQUE (agreement_id, valid_from)
) STRICT;
CREATE TABLE terms_payable (
  id INTEGER PRIMARY KEY, terms_id INTEGER NOT NULL REFERENCES agreement_terms(id),
  code TEXT NOT NULL, share_bp INTEGER NOT NULL CHECK (share_bp BETWEEN 0 AND 10000),
  UNIQUE (terms_id, code)
) STRICT;
CREATE TABLE terms_level_price (
  id INTEGER PRIMARY KEY, terms_id INTEGER NOT NULL REFERENCES agreement_terms(id),
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5), price_ore INTEGER NOT NULL,
  UNIQUE (terms_id, level)
) STRICT;

CREATE TABLE trainee (
  id INTEGER PRIMARY KEY, number INTEGER NOT NULL UNIQUE CHECK (number > 0), sex TEXT NOT NULL,
  protected INTEGER NOT NULL DEFAULT 0 CHECK (protected IN (0, 1)),
  registered_on TEXT, ended_on TEXT
) STRICT;
CREATE TABLE trainee_age_band (
  id INTEGER PRIMARY KEY,
  trainee_id INTEGER NOT NULL REFERENCES trainee(id) ON DELETE CASCADE,
  year INTEGER NOT NULL, band TEXT NOT NULL, UNIQUE (trainee_id, year)
) STRICT;
CREATE TABLE trainee_identity (
  id INTEGER PRIMARY KEY REFERENCES trainee(id),
  name_sealed BLOB, identity_kind_sealed BLOB, identity_number_sealed BLOB,
  coordination_status_sealed BLOB, checked_on_sealed BLOB, birth_year_sealed BLOB,
  phone_sealed BLOB, email_sealed BLOB, address_sealed BLOB, emergency_contact_sealed BLOB,
  note_sealed BLOB
) STRICT;
CREATE TABLE protected_opening (
  id INTEGER PRIMARY KEY,
  trainee_id INTEGER NOT NULL REFERENCES trainee(id) ON DELETE CASCADE,
  at TEXT NOT NULL, reason_sealed BLOB
) STRICT;
CREATE TABLE placement (
  id INTEGER PRIMARY KEY, trainee_id INTEGER NOT NULL REFERENCES trainee(id),
  agreement_id INTEGER NOT NULL REFERENCES agreement(id),
  form TEXT NOT NULL, referring_body TEXT NOT NULL,
  decision_from TEXT NOT NULL, decision_to TEXT, status TEXT NOT NULL,
  level INTEGER CHECK (level BETWEEN 1 AND 5), supervisor_id INTEGER REFERENCES supervisor(id),
  caseworker_sealed BLOB, note_sealed BLOB,
  ended_on TEXT, exit_group TEXT, exit_reason_sealed BLOB,
  employed_by_us INTEGER NOT NULL DEFAULT 0, exit_note_sealed BLOB,
  CHECK (decision_to IS NULL OR decision_to >= decision_from),
  CHECK ((ended_on IS NULL) = (exit_group IS NULL))
) STRICT;
CREATE INDEX placement_trainee ON placement(trainee_id);
CREATE INDEX placement_agreement ON placement(agreement_id);
CREATE TABLE placement_schedule (
  id INTEGER PRIMARY KEY, placement_id INTEGER NOT NULL REFERENCES placement(id),
  valid_from TEXT NOT NULL, extent_bp INTEGER NOT NULL CHECK (extent_bp BETWEEN 0 AND 10000),
  UNIQUE (placement_id, valid_from)
) STRICT;
CREATE TABLE schedule_day (
  id INTEGER PRIMARY KEY, schedule_id INTEGER NOT NULL REFERENCES placement_schedule(id),
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
  start_minute INTEGER CHECK (start_minute BETWEEN 0 AND 1439),
  UNIQUE (schedule_id, weekday)
) STRICT;

CREATE TABLE attendance (
  id INTEGER PRIMARY KEY, placement_id INTEGER NOT NULL REFERENCES placement(id),
  day TEXT NOT NULL, activity TEXT NOT NULL DEFAULT '',
  planned_minutes INTEGER NOT NULL CHECK (planned_minutes BETWEEN 0 AND 1440),
  attended_minutes INTEGER NOT NULL CHECK (attended_minutes BETWEEN 0 AND 1440),
  code TEXT, UNIQUE (placement_id, day, activity)
) STRICT;
CREATE INDEX attendance_day ON attendance(day);
CREATE TABLE attendance_month (
  id INTEGER PRIMARY KEY, month TEXT NOT NULL UNIQUE, status TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 0, reason TEXT NOT NULL DEFAULT '', changed_on TEXT NOT NULL
) STRICT;

CREATE TABLE supervisor (
  id INTEGER PRIMARY KEY, number INTEGER NOT NULL UNIQUE, name_sealed BLOB,
  started_on TEXT, ended_on TEXT
) STRICT;
CREATE TABLE employment (
  id INTEGER PRIMARY KEY, supervisor_id INTEGER NOT NULL REFERENCES supervisor(id),
  valid_from TEXT NOT NULL, fte_bp INTEGER NOT NULL CHECK (fte_bp BETWEEN 0 AND 20000),
  cost_per_hour_ore INTEGER NOT NULL CHECK (cost_per_hour_ore >= 0),
  UNIQUE (supervisor_id, valid_from)
) STRICT;
CREATE TABLE supervision (
  id INTEGER PRIMARY KEY, supervisor_id INTEGER NOT NULL REFERENCES supervisor(id),
  day TEXT NOT NULL, activity TEXT NOT NULL, agreement_id INTEGER REFERENCES agreement(id),
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440)
) STRICT;
CREATE UNIQUE INDEX supervision_key
  ON supervision(supervisor_id, day, activity, ifnull(agreement_id, 0));
CREATE INDEX supervision_day ON supervision(day);

CREATE TABLE sie_import (
  id INTEGER PRIMARY KEY, fiscal_year_id INTEGER NOT NULL,
  file_name TEXT NOT NULL, sha256 TEXT NOT NULL, imported_at TEXT NOT NULL,
  program TEXT NOT NULL DEFAULT '', generated_on TEXT, sie_type TEXT NOT NULL,
  encoding TEXT NOT NULL, covered_to TEXT, last_voucher_on TEXT, source TEXT NOT NULL,
  vouchers INTEGER NOT NULL, postings INTEGER NOT NULL, left_out INTEGER NOT NULL DEFAULT 0,
  issues TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX sie_import_year ON sie_import(fiscal_year_id);
CREATE TABLE account (
  id INTEGER PRIMARY KEY, import_id INTEGER NOT NULL REFERENCES sie_import(id),
  number TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (import_id, number)
) STRICT;
CREATE TABLE voucher (
  id INTEGER PRIMARY KEY, import_id INTEGER NOT NULL REFERENCES sie_import(id),
  series TEXT NOT NULL, number TEXT NOT NULL, day TEXT NOT NULL, text TEXT NOT NULL DEFAULT '',
  key TEXT NOT NULL, content_hash TEXT NOT NULL
) STRICT;
CREATE INDEX voucher_import ON voucher(import_id);
CREATE TABLE posting (
  id INTEGER PRIMARY KEY, import_id INTEGER NOT NULL, voucher_id INTEGER NOT NULL,
  account TEXT NOT NULL, month TEXT NOT NULL, amount_sie_ore INTEGER NOT NULL,
  cost_centre TEXT NOT NULL DEFAULT '', project TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX posting_account ON posting(import_id, account, month);
CREATE INDEX posting_voucher ON posting(voucher_id);
CREATE TABLE account_month (
  import_id INTEGER NOT NULL REFERENCES sie_import(id),
  account TEXT NOT NULL, month TEXT NOT NULL, cost_centre TEXT NOT NULL DEFAULT '',
  project TEXT NOT NULL DEFAULT '', amount_sie_ore INTEGER NOT NULL,
  PRIMARY KEY (import_id, account, month, cost_centre, project)
) STRICT, WITHOUT ROWID;
CREATE TABLE balance (
  id INTEGER PRIMARY KEY, import_id INTEGER NOT NULL REFERENCES sie_import(id),
  year_index INTEGER NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('IB', 'UB', 'RES')),
  account TEXT NOT NULL, amount_sie_ore INTEGER NOT NULL,
  UNIQUE (import_id, year_index, kind, account)
) STRICT;

CREATE TABLE plan_line (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, section TEXT NOT NULL, sort INTEGER NOT NULL,
  name TEXT NOT NULL DEFAULT '', export_account TEXT NOT NULL DEFAULT '',
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)), parent TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE plan (
  id INTEGER PRIMARY KEY, fiscal_year_id INTEGER NOT NULL REFERENCES fiscal_year(id),
  kind TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, status TEXT NOT NULL,
  approved_on TEXT, based_on_id INTEGER REFERENCES plan(id), assumptions TEXT NOT NULL DEFAULT '',
  UNIQUE (fiscal_year_id, kind, name, version)
) STRICT;
CREATE TABLE plan_value (
  id INTEGER PRIMARY KEY, plan_id INTEGER NOT NULL REFERENCES plan(id),
  line_code TEXT NOT NULL REFERENCES plan_line(code), month TEXT NOT NULL,
  amount_ore INTEGER NOT NULL, source TEXT NOT NULL, UNIQUE (plan_id, line_code, month)
) STRICT;
CREATE TABLE plan_driver (
  id INTEGER PRIMARY KEY, plan_id INTEGER NOT NULL REFERENCES plan(id),
  line_code TEXT NOT NULL REFERENCES plan_line(code),
  places_milli INTEGER NOT NULL CHECK (places_milli > 0),
  occupancy_bp INTEGER NOT NULL CHECK (occupancy_bp BETWEEN 0 AND 10000),
  price_ore INTEGER NOT NULL CHECK (price_ore >= 0), UNIQUE (plan_id, line_code)
) STRICT;
CREATE TABLE map_rule (
  id INTEGER PRIMARY KEY, priority INTEGER NOT NULL,
  account_from TEXT NOT NULL, account_to TEXT NOT NULL,
  dimension INTEGER CHECK (dimension IN (1, 6)), object TEXT,
  line_code TEXT NOT NULL REFERENCES plan_line(code), CHECK (account_from <= account_to)
) STRICT;
CREATE TABLE account_confirmed (
  id INTEGER PRIMARY KEY, account TEXT NOT NULL UNIQUE, confirmed_on TEXT NOT NULL
) STRICT;
CREATE TABLE comment (
  id INTEGER PRIMARY KEY, scope TEXT NOT NULL, period TEXT NOT NULL,
  line_code TEXT NOT NULL DEFAULT '', body TEXT NOT NULL, written_on TEXT NOT NULL,
  UNIQUE (scope, period, line_code)
) STRICT;
CREATE TABLE agreed_action (
  id INTEGER PRIMARY KEY, what TEXT NOT NULL, owner TEXT NOT NULL DEFAULT '', due_on TEXT,
  agreed_on TEXT NOT NULL, done_on TEXT, line_code TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE undo_step (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, operation TEXT NOT NULL, topics TEXT NOT NULL
) STRICT;
CREATE TABLE undo_row (
  id INTEGER PRIMARY KEY, step_id INTEGER NOT NULL REFERENCES undo_step(id) ON DELETE CASCADE,
  table_name TEXT NOT NULL, row_id INTEGER NOT NULL, before TEXT
) STRICT;
CREATE INDEX undo_row_step ON undo_row(step_id);
CREATE TABLE audit (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, slot TEXT NOT NULL, operation TEXT NOT NULL,
  entity TEXT NOT NULL DEFAULT '', entity_id INTEGER
) STRICT;
CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit
BEGIN SELECT raise(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit
BEGIN SELECT raise(ABORT, 'audit is append-only'); END;
"""
