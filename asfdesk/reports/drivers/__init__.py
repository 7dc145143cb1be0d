"""A plan's drivers, cash and scenarios in words and documents."""
