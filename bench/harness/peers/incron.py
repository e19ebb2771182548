import os

from children import Child
from peers.peer import Peer

SETTINGS = """system_table_dir = {scratch}/tables
user_table_dir = {scratch}/users
allowed_users = {scratch}/allow
denied_users = {scratch}/deny
lockfile_dir = {scratch}
lockfile_name = incrond
"""


class Incron(Peer):
    name = "incron"
    program = "incrond"

    def missing(self):
        return super().missing() or (None if os.geteuid() == 0 else "incrond runs as root only")

    def launch(self, scratch, folder, command, log):
        for name in ("tables", "users"):
            (scratch / name).mkdir()
        (scratch / "tables/bench").write_text(f"{folder} IN_CREATE {command} {log} $@/$#\n")
        (scratch / "incron.conf").write_text(SETTINGS.format(scratch=scratch))
        return Child([self.find(), "-n", "-f", scratch / "incron.conf"])
