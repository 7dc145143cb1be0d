"""Documents and words about the client file: keys, log, versions, erasing."""
