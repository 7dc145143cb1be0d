"""This computer and its disk: whole files, full disks, processes, strays."""
