"""What is stored about what was sent."""
