"""Forms for what a plan is made from."""
