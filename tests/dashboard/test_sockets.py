import socket
from pathlib import Path

from dashboard.sockets import send_at_once


def test_accepted_connections_do_not_wait_for_acknowledgements():
    with socket.socket() as listener, socket.socket() as plain:  # as Streamlit makes its own: without a protocol's name
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        assert send_at_once() >= 1
        with socket.create_connection(listener.getsockname()), listener.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0
        assert plain.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0  # it does not listen


def test_the_files_of_the_process_stay_open(tmp_path):
    path = tmp_path / "open.txt"
    with path.open("w") as file:
        send_at_once()
        file.write("still here")
    assert path.read_text() == "still here"


def test_nothing_is_left_open(tmp_path):
    with (tmp_path / "open.txt").open("w"), socket.socket():
        before = open_files()
        send_at_once()
        assert open_files() <= before  # what other tests left behind may be collected meanwhile


def open_files():
    return {file.name for file in Path("/dev/fd").iterdir()}
