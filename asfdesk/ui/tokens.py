"""The colours, light and dark, by what they are for (docs/design-tokens are the same table).

Contrast: text on its surface >= 4.5:1, edges of controls and chart marks >= 3:1; a test computes
every pair.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tokens:
    """One colour per purpose, as #RRGGBB. `*_soft` is the tint under the colour of that name."""

    name: str
    background: str
    surface: str
    sidebar: str
    line: str
    grid: str
    field: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_hover: str
    soft: str
    hover: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    plan: str
    previous: str
    bar: str
    forecast: str


LIGHT = Tokens(
    name="light",
    background="#F6F5F2",
    surface="#FFFFFF",
    sidebar="#EFEDE7",
    line="#DFDBD2",
    grid="#ECE9E2",
    field="#87857B",
    text="#1F2421",
    muted="#5E655F",
    accent="#0E6B62",
    on_accent="#FFFFFF",
    accent_hover="#0A564F",
    soft="#DCEBE8",
    hover="#F1EFEA",
    good="#24623A",
    good_soft="#E2F0E5",
    warn="#8A5200",
    warn_soft="#FFF1D6",
    bad="#A4262C",
    bad_soft="#FBE7E5",
    plan="#7F8681",
    previous="#938C7C",
    bar="#CFC9BD",
    forecast="#C3D9D6",
)

DARK = Tokens(
    name="dark",
    background="#151918",
    surface="#1D2322",
    sidebar="#191E1D",
    line="#323A38",
    grid="#2A3230",
    field="#6B7672",
    text="#E8ECEA",
    muted="#A0AAA6",
    accent="#55BDB0",
    on_accent="#0C1B19",
    accent_hover="#74CFC3",
    soft="#1C3A36",
    hover="#252C2A",
    good="#7CC592",
    good_soft="#1B3323",
    warn="#F0B95C",
    warn_soft="#3A2C12",
    bad="#F08A84",
    bad_soft="#3D1F1E",
    plan="#7C8681",
    previous="#6E7975",
    bar="#4A5350",
    forecast="#2A4B47",
)
