"""Dialogs of visits."""
