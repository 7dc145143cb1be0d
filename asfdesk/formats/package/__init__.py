"""Export packages (`.asfpaket`) and recipients' cards (`.asfkort`): bytes <-> values.

For whoever takes packages in (a region, a test, a script):

    content = read_package(data, keys)          # formats.package.package_file
    fault = judged(content, pins, arrived)      # domain.sending.package_arrival

`read_package` raises `PackageRefusedError` (formats.package.faults), whose `fault` says which of
the thirteen reasons it was; nothing of a refused package is returned. See ADR 0043.
"""
