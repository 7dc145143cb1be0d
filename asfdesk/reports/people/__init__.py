"""Reports and words about trainees, placements and decisions."""
