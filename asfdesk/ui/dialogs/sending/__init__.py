"""Dialogs about reports, whom they were made for, and what must be sent again."""
