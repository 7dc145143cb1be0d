"""Use cases around visits."""
