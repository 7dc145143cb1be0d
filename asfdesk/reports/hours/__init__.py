"""Reports and words about attendance, sheets, supervision, capacity and the calendar."""
