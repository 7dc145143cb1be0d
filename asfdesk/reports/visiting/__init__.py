"""Words of visits."""
