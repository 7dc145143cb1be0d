"""The encrypted client file: container, keys, working copy, tables. All SQL lives here."""
