"""Dialogs about plans."""
