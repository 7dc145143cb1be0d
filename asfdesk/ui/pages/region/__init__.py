"""The region as a support structure sees it."""
