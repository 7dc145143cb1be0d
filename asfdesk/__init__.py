"""ASF Desk: plan, hours and money of a work-integrating social enterprise, in one file."""

__version__ = "0.1.0"
