"""Dialogs about trainees, placements, decisions, and what is written about them."""
