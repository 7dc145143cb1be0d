"""The region: packages of many enterprises taken in, followed and put beside each other."""
