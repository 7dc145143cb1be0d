"""Pages about buyers, agreements, invoices, and what was sold to booked."""
