"""Which format answers an Accept header best: one test for each rule, and all of them against a plain reading."""

import pytest
from django.test import RequestFactory
from hypothesis import example, given
from hypothesis import strategies as st

from graph.publishing.formats import FORMATS, HTML, JSONLD, NTRIPLES, RDFXML, TURTLE
from graph.publishing.negotiation import MediaRange, media_ranges, negotiate, parse

ALL = [HTML, *FORMATS]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("rule", "header", "chosen"),
    [
        ("no header accepts anything, so our order decides", "", HTML),
        ("anything", "*/*", HTML),
        ("a browser is given a page", BROWSER, HTML),
        ("one type", "application/ld+json", JSONLD),
        ("names are not case-sensitive", "Text/TURTLE", TURTLE),
        ("a higher quality wins over our order", "text/html;q=0.4, application/rdf+xml;q=0.5", RDFXML),
        ("our order decides between equals", "application/rdf+xml, text/turtle", TURTLE),
        (
            "the more specific range gives the quality",
            "text/*;q=0.9, text/html;q=0.1, application/n-triples;q=0.5",
            TURTLE,
        ),
        ("a specific range counts, wherever it stands", "application/ld+json;q=0.2, */*;q=0.1", JSONLD),
        ("quality 0 excludes, a wildcard beside it or not", "text/html;q=0, */*", TURTLE),
        ("quality 0 of a whole type excludes it", "text/*;q=0, */*;q=0.3", JSONLD),
        ("quality 0 of everything excludes everything", "*/*;q=0", None),
        ("nothing that exists", "image/png, video/*", None),
        ("other parameters do not choose", 'application/ld+json;profile="http://x/a,b;q=0"', JSONLD),
        ("a quality behind other parameters", "text/turtle;charset=utf-8;q=0.1, application/n-triples;q=0.2", NTRIPLES),
        ("white space", " text/turtle ;  q = 0.3 , application/n-triples ; q=0.8 ", NTRIPLES),
        ("an unreadable quality leaves its range out", "text/turtle;q=high, application/n-triples;q=0.1", NTRIPLES),
        ("a quality above 1 leaves its range out", "text/turtle;q=1.5, application/n-triples;q=0.1", NTRIPLES),
        ("a header without anything readable is none", "turtle please", HTML),
    ],
)
def test_rules_of_negotiation(rule, header, chosen):
    assert negotiate(media_ranges(header), ALL) == chosen, rule


def test_nothing_on_offer_gives_nothing():
    assert negotiate(media_ranges("*/*"), []) is None


types = st.sampled_from([each.media_type for each in ALL] + ["image/png", "text/*", "application/*", "*/*"])
qualities = st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)


def plainly(accepted, media_type):
    """RFC 9110 read aloud: the range that names the type, else the one for its kind, else the one for everything."""
    kind = media_type.split("/")[0]
    return next((accepted[name] for name in (media_type, f"{kind}/*", "*/*") if name in accepted), 0)


@given(st.dictionaries(types, qualities, min_size=1), st.permutations(ALL))
@example({"*/*": 0.0}, ALL)
def test_the_chosen_format_is_the_first_with_the_highest_quality(accepted, offered):
    header = ", ".join(f"{name};q={quality}" for name, quality in accepted.items())
    expected = {offer: plainly(accepted, offer.media_type) for offer in offered}
    best = max(expected.values())
    wanted = next((offer for offer in offered if expected[offer] == best), None) if best else None
    assert negotiate(media_ranges(header), offered) == wanted


@given(st.text(alphabet='abq*/;,="\\ .01x-\n\x00é'))
def test_any_header_is_read_without_an_error(header):
    ranges = media_ranges(header)
    assert ranges
    assert all(0 <= each.quality <= 1 for each in ranges)
    assert negotiate(ranges, ALL) in [*ALL, None]


@pytest.mark.parametrize(
    ("name", "resource", "extension"),
    [
        ("country/KH", "country/KH", ""),
        ("country/KH.ttl", "country/KH", "ttl"),
        ("sdg-target/11.4", "sdg-target/11.4", ""),
        ("sdg-target/11.4.nt", "sdg-target/11.4", "nt"),
        ("country/KH.xyz", "country/KH.xyz", ""),
        ("country/.ttl", "country/.ttl", ""),
        ("country/a/b c", "country/a%2Fb%20c", ""),
        ("country/é", "country/%C3%A9", ""),
        ("country", "country/", ""),
        ("", "/", ""),
    ],
)
def test_a_name_is_read_as_type_key_and_extension(name, resource, extension):
    wanted = parse(RequestFactory().get("/"), name)
    assert (wanted.resource, wanted.extension) == (resource, extension)


def test_headers_are_read_with_the_name():
    wanted = parse(RequestFactory().get("/", headers={"Accept": "text/*;q=0.5", "Accept-Language": "zh-CN"}))
    assert wanted.accept == (MediaRange("text", "*", 0.5),)
    assert wanted.language == "zh"
