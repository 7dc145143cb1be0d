"""What is stored about trainees, placements, decisions, and what is written about them."""
