"""Tests run without the network: what leaves this machine is refused."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_a_test_cannot_reach_another_machine():
    refused = pytest.raises(SocketConnectBlockedError)
    with socket.socket() as outside, pytest.warns(UserWarning, match="192.0.2.1"), refused:
        outside.connect(("192.0.2.1", 80))
