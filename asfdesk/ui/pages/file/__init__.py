"""Pages about the enterprise, its file and this computer: the settings."""
