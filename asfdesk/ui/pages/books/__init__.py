"""Pages about bookkeeping taken in and out, accounts and their plan lines."""
