"""Forms, their fields, and what people type into them."""
