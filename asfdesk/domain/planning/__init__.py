"""Rules about plans, follow-up, forecasts and key figures."""
