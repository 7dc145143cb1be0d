"""Pages about attendance, sheets, supervision, capacity and the calendar."""
