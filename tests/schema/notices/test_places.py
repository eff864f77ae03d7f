"""Where notices may not be sent to: a partner must not reach through this server what trusts it."""

import socket

import pytest

from schema.notices.places import RefusedPlaceError, place_of

PRIVATE = [
    *("127.0.0.1", "127.8.9.1", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1"),  # noqa: S104
    # Metadata of clouds, shared address space of providers (CGNAT), link-local, documentation, multicast, broadcast.
    *("169.254.169.254", "168.63.129.16", "100.100.100.200", "100.64.0.1", "192.0.0.192", "169.254.0.1"),
    *("198.51.100.1", "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *("::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1"),
    # IPv4 addresses inside of IPv6 ones: mapped, compatible, 6to4, NAT64.
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::", "2002:a9fe:a9fe::", "64:ff9b::7f00:1"),
]
PUBLIC = ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "64:ff9b::808:808", "2002:808:808::"]


@pytest.fixture
def resolve(monkeypatch):
    """Let every name have these addresses."""

    def answer(*addresses):
        def getaddrinfo(host, port, **_):
            return [(socket.AF_INET6 if ":" in each else socket.AF_INET, 1, 6, "", (each, port)) for each in addresses]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    return answer


@pytest.mark.parametrize("ip", PRIVATE)
def test_a_name_of_a_private_address_is_refused(resolve, ip):
    resolve(ip)
    with pytest.raises(RefusedPlaceError, match="public internet"):
        place_of("https://hook.example.org/")


@pytest.mark.parametrize("ip", PUBLIC)
def test_a_name_of_a_public_address_is_a_place(resolve, ip):
    resolve(ip)
    place = place_of("https://hook.example.org:8443/a/b?c=d")
    assert (place.host, place.port, place.path, place.ip) == ("hook.example.org", 8443, "/a/b?c=d", ip)


def test_a_name_with_a_private_address_among_public_ones_is_refused(resolve):
    resolve("8.8.8.8", "127.0.0.1")
    with pytest.raises(RefusedPlaceError, match="public internet"):
        place_of("https://hook.example.org/")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f000001", "0177.0.0.1", "127.1"])
def test_this_machine_is_refused_in_every_spelling(host):
    with pytest.raises(RefusedPlaceError, match="public internet|not known"):
        place_of(f"https://{host}/")


@pytest.mark.parametrize(
    "address",
    [
        *("http://example.org/", "ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "https://", "x"),
        *("https://user:password@example.org/", "https://user@example.org/", "https://example.org:99999/"),
        *("//example.org/", "https://[::1/", "javascript:alert(1)", f"https://{'a' * 70}.example.org/"),
    ],
)
def test_what_is_not_a_plain_address_over_https_is_refused(resolve, address):
    resolve("8.8.8.8")
    with pytest.raises(RefusedPlaceError):
        place_of(address)


def test_an_unknown_host_is_refused():
    with pytest.raises(RefusedPlaceError, match="not known"):
        place_of("https://nowhere.invalid/")


def test_a_setting_allows_private_addresses_for_development(settings):
    settings.NOTICES_ANYWHERE = True
    assert place_of("http://127.0.0.1:8080").port == 8080
