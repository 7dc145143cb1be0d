"""Use cases about the client file: opening, keys, backups, comparing, erasing, exporting."""
