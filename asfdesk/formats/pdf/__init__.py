"""The only door to ReportLab."""
