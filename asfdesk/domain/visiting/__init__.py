"""Visits: what an adviser and an enterprise look at and agree on (ADR 0045)."""
