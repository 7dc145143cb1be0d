"""Documents of the region: who is late, how enterprises compare, and what is published."""
