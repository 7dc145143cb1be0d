"""How traces of protection and erasure name requests, as SQL: see `waiting.trace_number`."""

from __future__ import annotations

from asfdesk.domain.people.waiting import FAR_BELOW

TRACE_OF_REQUEST = f"CASE WHEN id > 0 THEN -id ELSE id - {FAR_BELOW} END"
"""The trace of a row of `waiting`."""
REQUEST_OF_TRACE = f"CASE WHEN :number > -{FAR_BELOW} THEN -:number ELSE :number + {FAR_BELOW} END"
"""The id in `waiting` that the trace `:number`, below zero, names."""
NEAR = f"number > -{FAR_BELOW}"
"""Traces whose other side of zero is a request's own number."""
