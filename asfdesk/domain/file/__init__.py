"""Rules about the client file: its log, versions, tables, and erasing."""
