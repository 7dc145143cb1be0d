"""Tables that are sorted, read and chosen from."""
