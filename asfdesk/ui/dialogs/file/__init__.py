"""Dialogs about the client file: opening, keys, backups, versions."""
