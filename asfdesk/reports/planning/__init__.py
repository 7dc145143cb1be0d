"""Reports and words about plans, follow-up, forecasts and key figures."""
