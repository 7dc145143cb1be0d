"""The client file itself: container, keys, backups, opening, upgrading."""
