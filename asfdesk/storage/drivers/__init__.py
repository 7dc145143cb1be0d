"""The tables of a plan's drivers, one noun a file."""
