"""Figures become a Document: a report is a value, drawn by the renderers in formats."""
