"""wee and what it is held against: one program a file, each a Peer (peer.py)."""

from peers.fswatch import Fswatch
from peers.incron import Incron
from peers.inotifywait import Inotifywait, InotifywaitCreateOnly
from peers.node_red import NodeRed
from peers.watchman import Watchman
from peers.wee import Wee, WeeCounting, WeePrinting


def all_peers(workspace, node_red_folder):
    """In the order of the tables; wee and the program that its goals name come first."""
    return [Wee(workspace), WeeCounting(workspace), WeePrinting(workspace), Inotifywait(),
            InotifywaitCreateOnly(), Fswatch(), Watchman(), Incron(), NodeRed(node_red_folder)]
