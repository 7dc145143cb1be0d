"""Rules about what was sent, its lists, and small counts."""
