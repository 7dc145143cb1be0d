"""Small counts are hidden so that statistics reveal nobody (decisions C16, domain.md §7).

A count of 1..n-1 is hidden, and as many more cells as are needed for nobody to work it out from
the total: whoever knows the total and every shown cell must be left with at least n possible
values for each hidden one. What is hidden is shown by one and the same mark, without "less than":
the mark must not say which cells were small and which only keep them company.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

Key = TypeVar("Key", bound="Hashable")


def protect(counts: Mapping[Key, int], threshold: int) -> dict[Key, int | None]:
    """Hide what is needed in a one-way table whose total is known to everybody.

    Args:
        counts: category -> non-negative count; the total is their sum.
        threshold: n; 3-10, default 5.

    Returns:
        category -> count, or None where it is hidden. A total below n hides everything: even
        its zeros would put all of the base in what is left.
    """
    total = sum(counts.values())
    if total == 0:
        return dict(counts)
    if total < threshold:
        return dict.fromkeys(counts)
    hidden = {key for key, count in counts.items() if 0 < count < threshold}
    while hidden and not _safe([counts[key] for key in hidden], threshold):
        company = _company(counts, hidden)
        if company is None:
            return dict.fromkeys(counts)
        hidden.add(company)
    return {key: None if key in hidden else count for key, count in counts.items()}


def protect_total(total: int, threshold: int) -> int | None:
    """A total on its own: hidden when it is 1..n-1."""
    return None if 0 < total < threshold else total


def protect_flow(
    at_start: int, new: int, ended: int, threshold: int
) -> tuple[dict[str, int | None], int | None]:
    """Counts of trainees over a period, which hang together by two sums.

    unique = at_start + new = ended + at_end: each pair is a one-way table of the same total, so
    a hidden count takes its partner with it.

    Returns:
        ("at_start", "new", "ended", "at_end" -> count or None; unique or None).
    """
    unique = at_start + new
    came = protect({"at_start": at_start, "new": new}, threshold)
    went = protect({"ended": ended, "at_end": unique - ended}, threshold)
    return {**came, **went}, protect_total(unique, threshold)


def base_is_large_enough(base: int, threshold: int) -> bool:
    """Whether a percentage or a mean over this many persons may be shown."""
    return base >= threshold


def _safe(hidden: Sequence[int], threshold: int) -> bool:
    """Whether each hidden count could be any of at least n values, given their known sum."""
    return len(hidden) > 1 and sum(hidden) + 1 >= threshold


def _company(counts: Mapping[Key, int], hidden: set[Key]) -> Key | None:
    """The cell to hide beside the small ones: the smallest that is not zero, else a zero."""
    left = [key for key in counts if key not in hidden]
    return min(left, key=lambda key: (counts[key] == 0, counts[key]), default=None)
