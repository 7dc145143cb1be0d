"""Schema 3: what happens to people and hours around the attendance itself.

Decisions, pauses and goals of placements; what came before and after; waiting list and consents;
deviations; groups; supervisors' schedules and leave; invoices; and the ledger of what was sent.

Sealed are free text, names, and whatever reveals health (decisions C1). What was sent lies under
the vault key until its agreement's retention date (decisions C4). A hidden aggregate is NULL.
"""

STATEMENTS = """
CREATE TABLE placement_decision (
  id INTEGER PRIMARY KEY, placement_id INTEGER NOT NULL REFERENCES placement(id),
  kind TEXT NOT NULL, decided_on TEXT, valid_from TEXT NOT NULL, valid_to TEXT,
  registered_on TEXT NOT NULL, reference TEXT NOT NULL DEFAULT '',
  CHECK (valid_to IS NULL OR valid_to >= valid_from)
) STRICT;
CREATE INDEX placement_decision_placement ON placement_decision(placement_id);
CREATE TABLE placement_pause (
  id INTEGER PRIMARY KEY, placement_id INTEGER NOT NULL REFERENCES placement(id),
  first_day TEXT NOT NULL, last_day TEXT, reason_sealed BLOB,
  CHECK (last_day IS NULL OR last_day >= first_day)
) STRICT;
CREATE INDEX placement_pause_placement ON placement_pause(placement_id);
CREATE TABLE placement_background (
  id INTEGER PRIMARY KEY REFERENCES placement(id),
  occupation_before TEXT NOT NULL DEFAULT '',
  occupation_before_bp INTEGER CHECK (occupation_before_bp BETWEEN 0 AND 10000),
  occupation_after TEXT NOT NULL DEFAULT '',
  occupation_after_bp INTEGER CHECK (occupation_after_bp BETWEEN 0 AND 10000),
  work_began_on TEXT,
  work_lasted_month INTEGER CHECK (work_lasted_month IN (0, 1)),
  study_support INTEGER CHECK (study_support IN (0, 1)),
  municipal_job INTEGER CHECK (municipal_job IN (0, 1)),
  education_sealed BLOB, support_before_sealed BLOB, support_after_sealed BLOB,
  support_length_sealed BLOB
) STRICT;
CREATE TABLE goal (
  id INTEGER PRIMARY KEY, placement_id INTEGER NOT NULL REFERENCES placement(id),
  set_on TEXT NOT NULL, status TEXT NOT NULL, done_on TEXT, text_sealed BLOB
) STRICT;
CREATE INDEX goal_placement ON goal(placement_id);
CREATE TABLE progress_step (
  id INTEGER PRIMARY KEY, placement_id INTEGER NOT NULL REFERENCES placement(id),
  day TEXT NOT NULL, step_from TEXT NOT NULL, step_to TEXT NOT NULL, note_sealed BLOB
) STRICT;
CREATE INDEX progress_step_placement ON progress_step(placement_id);
CREATE TABLE trainee_note (
  id INTEGER PRIMARY KEY, trainee_id INTEGER NOT NULL REFERENCES trainee(id),
  day TEXT NOT NULL, kind TEXT NOT NULL, text_sealed BLOB
) STRICT;
CREATE INDEX trainee_note_trainee ON trainee_note(trainee_id);
CREATE TABLE situation_report (
  id INTEGER PRIMARY KEY, placement_id INTEGER NOT NULL REFERENCES placement(id),
  day TEXT NOT NULL, kind TEXT NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL,
  tasks_sealed BLOB, conditions_sealed BLOB, assessment_sealed BLOB, comment_sealed BLOB,
  next_step_sealed BLOB, CHECK (first_day <= last_day)
) STRICT;
CREATE INDEX situation_report_placement ON situation_report(placement_id);
CREATE TABLE follow_up_contact (
  id INTEGER PRIMARY KEY, placement_id INTEGER NOT NULL REFERENCES placement(id),
  step TEXT NOT NULL, state TEXT NOT NULL, asked_on TEXT, answered_on TEXT,
  occupation TEXT NOT NULL DEFAULT '',
  occupation_bp INTEGER CHECK (occupation_bp BETWEEN 0 AND 10000), note_sealed BLOB,
  UNIQUE (placement_id, step)
) STRICT;
CREATE TABLE trainee_employment (
  id INTEGER PRIMARY KEY, trainee_id INTEGER NOT NULL REFERENCES trainee(id),
  starts_on TEXT NOT NULL, ends_on TEXT, form_sealed BLOB,
  fte_bp INTEGER NOT NULL CHECK (fte_bp BETWEEN 0 AND 10000),
  CHECK (ends_on IS NULL OR ends_on >= starts_on)
) STRICT;
CREATE INDEX trainee_employment_trainee ON trainee_employment(trainee_id);
CREATE TABLE consent (
  id INTEGER PRIMARY KEY, trainee_id INTEGER NOT NULL REFERENCES trainee(id),
  kind TEXT NOT NULL, given_on TEXT NOT NULL, withdrawn_on TEXT, note_sealed BLOB,
  CHECK (withdrawn_on IS NULL OR withdrawn_on >= given_on)
) STRICT;
CREATE INDEX consent_trainee ON consent(trainee_id);
CREATE TABLE waiting (
  id INTEGER PRIMARY KEY, received_on TEXT NOT NULL, referring_body TEXT NOT NULL,
  form TEXT NOT NULL, buyer_id INTEGER REFERENCES buyer(id), wished_from TEXT,
  status TEXT NOT NULL, closed_on TEXT, trainee_id INTEGER REFERENCES trainee(id),
  name_sealed BLOB, contact_sealed BLOB, note_sealed BLOB
) STRICT;
CREATE TABLE absence_report (
  id INTEGER PRIMARY KEY, placement_id INTEGER NOT NULL REFERENCES placement(id),
  day TEXT NOT NULL, activity TEXT NOT NULL DEFAULT '',
  expected_from INTEGER NOT NULL CHECK (expected_from BETWEEN 0 AND 1440),
  expected_to INTEGER NOT NULL CHECK (expected_to BETWEEN 0 AND 1440),
  absent_from INTEGER NOT NULL CHECK (absent_from BETWEEN 0 AND 1440),
  absent_to INTEGER NOT NULL CHECK (absent_to BETWEEN 0 AND 1440),
  notified_at TEXT, sent_on TEXT, recipient_sealed BLOB,
  CHECK (expected_from < expected_to), CHECK (absent_from < absent_to)
) STRICT;
CREATE INDEX absence_report_day ON absence_report(day);
ALTER TABLE attendance ADD COLUMN sick_sealed BLOB;

CREATE TABLE work_group (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, ended_on TEXT
) STRICT;
CREATE TABLE work_group_member (
  id INTEGER PRIMARY KEY, group_id INTEGER NOT NULL REFERENCES work_group(id),
  placement_id INTEGER NOT NULL UNIQUE REFERENCES placement(id)
) STRICT;
CREATE TABLE habilitation_rate (
  id INTEGER PRIMARY KEY, valid_from TEXT NOT NULL UNIQUE,
  full_day_ore INTEGER NOT NULL CHECK (full_day_ore >= 0),
  half_day_ore INTEGER NOT NULL CHECK (half_day_ore >= 0),
  full_day_minutes INTEGER NOT NULL CHECK (full_day_minutes BETWEEN 1 AND 1440)
) STRICT;

CREATE TABLE supervisor_leave (
  id INTEGER PRIMARY KEY, supervisor_id INTEGER NOT NULL REFERENCES supervisor(id),
  first_day TEXT NOT NULL, last_day TEXT NOT NULL, CHECK (first_day <= last_day)
) STRICT;
CREATE TABLE supervision_plan (
  id INTEGER PRIMARY KEY, supervisor_id INTEGER NOT NULL REFERENCES supervisor(id),
  valid_from TEXT NOT NULL, weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  activity TEXT NOT NULL, agreement_id INTEGER REFERENCES agreement(id),
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440)
) STRICT;
CREATE UNIQUE INDEX supervision_plan_key
  ON supervision_plan(supervisor_id, valid_from, weekday, activity, ifnull(agreement_id, 0));
ALTER TABLE supervisor ADD COLUMN esf_project INTEGER NOT NULL DEFAULT 0
  CHECK (esf_project IN (0, 1));

ALTER TABLE agreement_terms ADD COLUMN part_day_bp INTEGER
  CHECK (part_day_bp BETWEEN 0 AND 10000);
ALTER TABLE agreement_terms ADD COLUMN part_day_limit_minutes INTEGER
  CHECK (part_day_limit_minutes BETWEEN 0 AND 1440);
CREATE TABLE invoice (
  id INTEGER PRIMARY KEY, agreement_id INTEGER NOT NULL REFERENCES agreement(id),
  month TEXT NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL DEFAULT '',
  invoiced_on TEXT NOT NULL, due_on TEXT, paid_on TEXT, amount_ore INTEGER NOT NULL,
  basis_version INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX invoice_agreement ON invoice(agreement_id, month);
CREATE TABLE invoiced_row (
  id INTEGER PRIMARY KEY, invoice_id INTEGER NOT NULL REFERENCES invoice(id),
  month TEXT NOT NULL, placement_id INTEGER REFERENCES placement(id), terms_from TEXT NOT NULL,
  unit TEXT NOT NULL, unit_price_ore INTEGER NOT NULL, units_numerator INTEGER NOT NULL,
  units_denominator INTEGER NOT NULL CHECK (units_denominator > 0), amount_ore INTEGER NOT NULL
) STRICT;
CREATE INDEX invoiced_row_invoice ON invoiced_row(invoice_id);

CREATE TABLE sent_report (
  id INTEGER PRIMARY KEY, report TEXT NOT NULL, version INTEGER NOT NULL, period TEXT NOT NULL,
  agreement_id INTEGER REFERENCES agreement(id), buyer_id INTEGER REFERENCES buyer(id),
  layout TEXT NOT NULL DEFAULT '', recipient TEXT NOT NULL DEFAULT '', state TEXT NOT NULL,
  created_at TEXT NOT NULL, sent_on TEXT, confirmed_on TEXT, record_count INTEGER NOT NULL,
  month_versions TEXT NOT NULL DEFAULT '', keep_until TEXT,
  mac TEXT NOT NULL, recipient_person_sealed BLOB, rows_sealed BLOB
) STRICT;
CREATE INDEX sent_report_period ON sent_report(report, period);
CREATE TABLE sent_file (
  id INTEGER PRIMARY KEY, sent_id INTEGER NOT NULL REFERENCES sent_report(id),
  format TEXT NOT NULL, name_sealed BLOB, content_sealed BLOB
) STRICT;
CREATE INDEX sent_file_report ON sent_file(sent_id);
CREATE TABLE resend (
  id INTEGER PRIMARY KEY, sent_id INTEGER NOT NULL REFERENCES sent_report(id),
  reason TEXT NOT NULL, period TEXT NOT NULL, month TEXT NOT NULL, listed_on TEXT NOT NULL,
  done_on TEXT
) STRICT;
CREATE INDEX resend_report ON resend(sent_id);
CREATE TABLE month_digest (
  id INTEGER PRIMARY KEY, month TEXT NOT NULL, report TEXT NOT NULL,
  sent_id INTEGER NOT NULL REFERENCES sent_report(id), digest_sealed BLOB,
  UNIQUE (month, report, sent_id)
) STRICT;
CREATE TABLE month_aggregate (
  id INTEGER PRIMARY KEY, month TEXT NOT NULL, version INTEGER NOT NULL, key TEXT NOT NULL,
  value INTEGER, UNIQUE (month, version, key)
) STRICT;
"""
