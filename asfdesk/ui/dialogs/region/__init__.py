"""Small forms around a region."""
