import os
import shutil

SEARCHED = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"


class Peer:
    """What can be measured. What it cannot do stays None."""

    name = ""
    program = ""  # a command on the PATH, or a path
    # (scratch, folder, recursive) -> a Child that watches already and prints what it sees
    report = None
    # (scratch, folder, command, log) -> a Child that starts `command log PATH` for every file created in
    # `folder`; it may need a moment until it watches
    launch = None
    keeps_order = True  # of what it reports

    def missing(self):
        """None, or why it cannot run here."""
        return None if self.find() else f"there is no {self.program}"

    def find(self):
        return shutil.which(self.program, path=SEARCHED)
