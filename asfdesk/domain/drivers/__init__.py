"""What a plan is made from: drivers, dated parameters, and what they come to month by month."""
