"""What is stored about plans and comments."""
