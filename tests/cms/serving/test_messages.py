"""Where a request ends."""

import pytest

from cms.serving.messages import LARGEST_HEAD, RefusedError, head_of, without_expectation

LARGEST = 1000


def received(*lines, body=b""):
    return bytearray("\r\n".join(["POST / HTTP/1.1", "Host: a", *lines, "", ""]).encode() + body)


def test_a_request_without_a_body_ends_with_its_head():
    text = received()
    assert head_of(text, LARGEST).end == len(text)
    assert head_of(text + b"GET / HTTP/1.1\r\n", LARGEST).end == len(text)


@pytest.mark.parametrize("cut", [1, 2, 3, 4, 10])
def test_half_a_head_is_none(cut):
    assert head_of(received()[:-cut], LARGEST) is None


@pytest.mark.parametrize("name", ["Content-Length", "content-length"])
def test_a_body_belongs_to_its_request(name):
    text = received(f"{name}: 12")
    assert head_of(text, LARGEST).end == len(text) + 12


CHUNKS = b"5\r\nabcde\r\n1a;note=x\r\n" + b"x" * 26 + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize("rest", [b"", b"GET /next HTTP/1.1\r\n\r\n"])
def test_a_body_in_chunks_ends_with_the_last_one(rest):
    text = received("Transfer-Encoding: chunked", body=CHUNKS + rest)
    assert head_of(text, LARGEST).end == len(text) - len(rest)


def test_a_body_in_chunks_is_awaited_byte_by_byte():
    for length in range(len(CHUNKS)):
        text = received("Transfer-Encoding: chunked", body=CHUNKS[:length])
        assert head_of(text, LARGEST).end > len(text), length


def test_lines_after_the_last_chunk_belong_to_the_body():
    text = received("Transfer-Encoding: chunked", body=b"0\r\nX: y\r\n\r\nGET")
    assert head_of(text, LARGEST).end == len(text) - 3


def test_a_large_body_is_left_to_the_application():
    text = received("Content-Length: 1001", "Expect: 100-continue")
    head = head_of(text, LARGEST)
    assert (head.end, head.expects) == (len(text), False)


def test_the_word_in_a_body_or_in_another_header_is_no_header():
    text = received("X-Content-Length: 5", body=b"\r\nContent-Length: 7\r\nTransfer-Encoding: chunked\r\n")
    assert head_of(text, LARGEST).end == len(received("X-Content-Length: 5"))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (received("Transfer-Encoding: chunked", "Content-Length: 5"), "411"),
        (received("Transfer-Encoding: gzip, chunked"), "411"),
        (received("Transfer-Encoding: chunked", "Transfer-Encoding: chunked"), "411"),
        (received("Transfer-Encoding: chunked", body=b"3e9\r\n"), "413"),
        (received("Transfer-Encoding: chunked", body=b"1\r\na\r\n" * 400), "413"),
        (received("Transfer-Encoding: chunked", body=b"x" * 300), "400"),
        (received("X: " + "a" * LARGEST_HEAD), "431"),
        (bytearray(b"GET /" + b"a" * LARGEST_HEAD), "431"),
    ],
)
def test_what_has_no_end_is_refused(text, status):
    with pytest.raises(RefusedError) as refusal:
        head_of(text, LARGEST)
    assert refusal.value.response().startswith(f"HTTP/1.1 {status} ".encode())
    assert b"\r\nConnection: close\r\n" in refusal.value.response()


def test_an_expectation_is_answered_once():
    text = received("Expect: 100-continue", "Content-Length: 2", body=b"ab")
    assert head_of(text, LARGEST).expects
    rest = without_expectation(text)
    assert rest == received("Content-Length: 2", body=b"ab")
    assert not head_of(rest, LARGEST).expects


def test_what_proxies_say_of_the_client_is_read_in_order():
    text = received("X-Forwarded-For: 6.6.6.6", "x-forwarded-for: 203.0.113.1, 10.0.0.1")
    assert head_of(text, LARGEST).forwarded_for == " 6.6.6.6, 203.0.113.1, 10.0.0.1"
