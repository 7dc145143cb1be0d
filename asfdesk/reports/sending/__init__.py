"""Lists for recipients, and words about what was sent."""
