"""Plain Python: what an ASF knows about people, hours and money."""
