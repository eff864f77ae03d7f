"""Who a client is, behind proxies and without."""

import logging

import pytest

from graph.budget import clients


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "address"),
    [
        ("10.1.2.3", "6.6.6.6, 203.0.113.9", ["10.0.0.0/8"], "203.0.113.9"),
        ("10.1.2.3", "6.6.6.6, 203.0.113.9, 10.9.9.9", ["10.0.0.0/8"], "203.0.113.9"),
        ("192.0.2.1", "203.0.113.9", ["10.0.0.0/8"], "192.0.2.1"),
        ("::ffff:127.0.0.1", "203.0.113.9", ["127.0.0.1"], "203.0.113.9"),
        ("2001:db8::1", "2001:db8:1:2:3::4", ["2001:db8::/64"], "2001:db8:1:2::/64"),
    ],
)
def test_networks_of_proxies_are_believed_as_single_ones_are(settings, peer, forwarded, trusted, address):
    settings.TRUSTED_PROXIES = trusted
    assert clients.nearest_address(peer, forwarded) == address


@pytest.mark.parametrize(("peer", "lines"), [("10.0.0.7", 1), ("9.9.9.9", 0)])
def test_a_proxy_that_is_not_named_is_told_of_once(settings, caplog, peer, lines):
    """A client that sends the header by itself comes from a public address and fills no log."""
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    clients._warn_of_a_proxy_unnamed.cache_clear()
    with caplog.at_level(logging.WARNING):
        assert {clients.nearest_address(peer, "198.51.100.1") for _ in range(3)} == {peer}
    assert len(caplog.records) == lines
    assert all(
        peer in record.getMessage() and "FORWARDED_ALLOW_IPS" in record.getMessage() for record in caplog.records
    )
