"""The parts of the plan page: drivers, liquidity, what if."""
