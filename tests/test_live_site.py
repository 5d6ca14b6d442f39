"""The site that the tests' browser visits."""

import gc
import socket
import struct
import threading
import warnings
from urllib.parse import urlsplit

from tests.browser import LiveSite

GONE_AT_ONCE = struct.pack("ii", 1, 0)  # a reset in place of a goodbye


def test_a_visitor_who_leaves_at_once_leaves_no_open_file_behind(app):
    ask = b"GET /static/vendor/openmoji/1F514.svg HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with warnings.catch_warnings(record=True) as told, LiveSite(app) as url:
        warnings.simplefilter("always", ResourceWarning)
        for _ in range(20):
            with socket.create_connection(("127.0.0.1", urlsplit(url).port)) as visitor:
                visitor.sendall(ask)
                assert visitor.recv(12) == b"HTTP/1.1 200"
                visitor.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, GONE_AT_ONCE)
        for thread in threading.enumerate():
            if "process_request" in thread.name:
                thread.join(10)
        gc.collect()
    assert [str(one.message) for one in told] == []
