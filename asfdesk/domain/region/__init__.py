"""The region: figures of many enterprises put beside each other."""
