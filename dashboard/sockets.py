"""Sockets: small answers leave at once."""

import os
import socket
import stat
from pathlib import Path

_OPEN_FILES = Path("/dev/fd")


def send_at_once() -> int:
    """Switch Nagle's algorithm off for every connection that this process accepts from now on; how many sockets listen.

    An answer goes out in two writes, its head and its body. With Nagle's algorithm the second waits until the browser
    acknowledges the first, which it puts off for 40 ms. asyncio switches the algorithm off only for sockets whose
    protocol is named (https://github.com/kserve/kserve/issues/6050, read 2026-11-24), and Streamlit's is not.
    Connections take the option over from the socket that accepts them. Where open files cannot be listed, nothing
    changes.
    """
    if not _OPEN_FILES.is_dir():
        return 0
    numbers = [int(file.name) for file in _OPEN_FILES.iterdir() if file.name.isdigit()]
    return sum(_send_at_once(number) for number in numbers)


def _send_at_once(number: int) -> bool:
    try:
        if not stat.S_ISSOCK(os.fstat(number).st_mode):
            return False
        copy = socket.socket(fileno=os.dup(number))
    except OSError:  # closed meanwhile, as the list of files itself is
        return False
    with copy:
        if copy.family not in {socket.AF_INET, socket.AF_INET6} or copy.type != socket.SOCK_STREAM:
            return False
        if not copy.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            return False
        copy.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return True
