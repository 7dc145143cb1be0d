"""A printer to print on, found without the network.

On Linux, Qt asks CUPS which printers there are. Where its socket does not answer, CUPS goes on to
port 631 of this computer, or of the server that the computer is set up for. The program opens no
connections, so it asks the socket only. `CUPS_SERVER` in the environment still decides.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtPrintSupport import QPrinter

_SERVER = "CUPS_SERVER"
_SOCKET = "/run/cups/cups.sock"


def new_printer() -> QPrinter:
    """For a document at the printer's own resolution."""
    if sys.platform.startswith("linux"):
        os.environ.setdefault(_SERVER, _SOCKET)
    return QPrinter(QPrinter.PrinterMode.HighResolution)
