"""Use cases about reports: their data, whom they are for, what was sent."""
