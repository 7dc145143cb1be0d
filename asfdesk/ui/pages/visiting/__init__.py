"""The page Besök."""
