"""Visits in the client file, and visit packages beside it."""
