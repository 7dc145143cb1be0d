"""Bytes to values and back: SIE, and documents as PDF, Excel, CSV, JSON and text."""
