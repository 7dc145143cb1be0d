"""A list of large buttons for fingers."""
