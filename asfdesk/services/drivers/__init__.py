"""Use cases around what a plan is made from."""
