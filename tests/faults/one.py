"""One proof in this process: python -m tests.faults.one NAME ROUNDS SEED FOLDER TWIN."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.i18n import set_language
from tests.faults.apart import MARK
from tests.faults.proof import Order
from tests.faults.table import ALL

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Run it and say what was counted, on one line."""
    name, rounds, seed, folder, twin_name = arguments
    set_language("sv")
    proof = next(proof for proof in ALL if proof.name == name)
    order = Order(int(rounds), int(seed), Path(folder))
    if twin_name:
        run = next(twin for twin in proof.twins if twin.name == twin_name).run
    else:
        run = proof.run
    sys.stdout.write(f"{MARK}{json.dumps(asdict(run(order)))}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
