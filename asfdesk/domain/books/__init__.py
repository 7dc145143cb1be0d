"""Rules about SIE files, the ledger, and where accounts land."""
