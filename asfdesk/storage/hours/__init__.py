"""What is stored about attendance, sheets, supervision, capacity and the calendar."""
