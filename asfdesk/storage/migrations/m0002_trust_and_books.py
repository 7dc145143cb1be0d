"""Schema 2: what a file needs to be trusted, and what bookkeeping brings besides amounts.

`audit.action` is the name that a transaction is looked up by when the disk failed while it was
being committed. Audit rows may be deleted only up to a day that `audit_pruned` has counted them
for (decisions C12). `former_key` lets an owner open backups made before the keys were renewed.
"""

STATEMENTS = """
ALTER TABLE audit ADD COLUMN action TEXT NOT NULL DEFAULT '';
CREATE TABLE audit_pruned (
  id INTEGER PRIMARY KEY, pruned_at TEXT NOT NULL, before TEXT NOT NULL,
  audit_rows INTEGER NOT NULL CHECK (audit_rows >= 0)
) STRICT;
CREATE TRIGGER audit_pruned_is_append_only_update BEFORE UPDATE ON audit_pruned
BEGIN SELECT raise(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_pruned_is_append_only_delete BEFORE DELETE ON audit_pruned
BEGIN SELECT raise(ABORT, 'audit is append-only'); END;
DROP TRIGGER audit_is_append_only_delete;
CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit
WHEN OLD.at >= coalesce((SELECT max(before) FROM audit_pruned), '')
BEGIN SELECT raise(ABORT, 'audit is append-only'); END;
CREATE TABLE former_key (
  id INTEGER PRIMARY KEY, retired_at TEXT NOT NULL,
  data_key_sealed BLOB NOT NULL, vault_key_sealed BLOB NOT NULL
) STRICT;
CREATE TABLE tombstone (
  id INTEGER PRIMARY KEY, number INTEGER NOT NULL, erased_on TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('erased', 'anonymised')), reason TEXT NOT NULL,
  vouched_sealed BLOB,
  UNIQUE (number, kind)
) STRICT;

CREATE TABLE sie_object (
  id INTEGER PRIMARY KEY, import_id INTEGER NOT NULL REFERENCES sie_import(id),
  dimension INTEGER NOT NULL, number TEXT NOT NULL, name TEXT NOT NULL,
  UNIQUE (import_id, dimension, number)
) STRICT;
CREATE TABLE typed_amount (
  id INTEGER PRIMARY KEY, line_code TEXT NOT NULL REFERENCES plan_line(code),
  month TEXT NOT NULL, amount_ore INTEGER NOT NULL, UNIQUE (line_code, month)
) STRICT;
"""
