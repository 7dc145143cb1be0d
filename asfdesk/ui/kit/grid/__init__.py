"""A grid of hours: cells, heads, keys and sums."""
