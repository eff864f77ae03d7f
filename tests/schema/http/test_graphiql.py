"""The page for trying queries: from this server only, with examples that work."""

import html
import json
import re

import pytest
from django.contrib.staticfiles import finders
from graphql import parse

from cms.settings.environment import BASE_DIR
from tests.schema.conftest import ADDRESS

BUILT = finders.find("vendor/graphiql/graphiql.min.js")
EXAMPLES = BASE_DIR / "templates/schema/examples"
ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture
def page(client, db):
    response = client.get(ADDRESS, headers={"accept": ACCEPT})
    assert response["Content-Type"] == "text/html; charset=utf-8"
    return response


def text_of(page):
    return page.content.decode()


def examples(page):
    found = re.findall(r"<template class=.example.(?: data-variables='(.*?)')?>(.*?)</template>", text_of(page), re.S)
    return [(json.loads(html.unescape(variables or "{}")), html.unescape(query)) for variables, query in found]


def test_a_browser_gets_the_page_with_a_strict_policy(page):
    assert page.status_code == 200
    assert "script-src 'self';" in page["Content-Security-Policy"]
    assert "unsafe" not in page["Content-Security-Policy"]
    assert not page.cookies


def test_the_page_leads_to_the_guide(page, client):
    [address] = re.findall('data-guide="([^"]+)"', text_of(page))
    response = client.get(address)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.startswith(b"# For partner sites")


def test_the_page_leads_to_the_status(page, client):
    [address] = re.findall('data-status="([^"]+)"', text_of(page))
    assert client.get(address).json()["status"] == "ready"


def test_everything_comes_from_this_server(page):
    text = text_of(page)
    addresses = re.findall(r'(?:src|href|data-endpoint)="([^"]+)"', text)
    assert addresses
    assert all(address == "data:," or address.startswith("/") and not address.startswith("//") for address in addresses)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"\son\w+=|\sstyle=|<style", text)


def test_every_example_works(page, post, cambodia, korea):
    found = examples(page)
    assert len(found) == len(list(EXAMPLES.iterdir()))
    for variables, query in found:
        response = post(query, variables)
        assert "errors" not in response.json(), (query, response.json())
        [operation] = parse(query).definitions
        assert operation.name
        assert query.strip().startswith("#")


@pytest.mark.browser
@pytest.mark.skipif(BUILT is None, reason="GraphiQL is not built: run `make frontend`")
def test_graphiql_starts_and_answers(browser, live_server, cambodia):
    page = browser.new_page()
    problems, foreign = [], []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda each: foreign.append(each.url) if not each.url.startswith(live_server.url) else None)
    page.goto(f'{live_server.url}{ADDRESS}?query={{country(code:"KH"){{title}}}}')
    page.get_by_role("button", name="Execute query").click()
    page.get_by_text("Cambodia").wait_for()
    page.get_by_text("Cost 2 of 500,000").wait_for()
    for name in ("Show Documentation Explorer", "Open settings dialog"):
        page.get_by_role("button", name=name).click()
    page.get_by_role("dialog").wait_for()
    page.close()
    assert problems == []
    assert [url for url in foreign if not url.startswith(("data:", "blob:"))] == []
