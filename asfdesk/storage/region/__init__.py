"""The side of those who get packages: their keys and what they have taken in."""
