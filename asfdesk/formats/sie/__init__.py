"""The Swedish bookkeeping exchange format SIE: reader and writer."""
