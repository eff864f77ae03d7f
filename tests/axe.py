"""What axe-core, the usual checker of accessibility, finds on a page that is open in Chromium."""

import pytest
from playwright.sync_api import Page as Tab

from cms.settings.environment import BASE_DIR

SCRIPT = BASE_DIR / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
needs_axe = pytest.mark.skipif(not SCRIPT.exists(), reason="axe-core is not installed: run `make frontend`")

WAGTAILS_OWN = {
    # Lists have two searches, that of the list and that of the menu, and both are landmarks without a name.
    "landmark-unique": "form[role=search]",
    # The rich text editor's box is named by its placeholder, which goes once something is written.
    "aria-input-field-name": ".public-DraftEditor-content",
    # Its messages are white on a green that is too light.
    "color-contrast": ".messages li",
    # Its dialogues have headings, but no names.
    "aria-dialog-name": ".modal",
    # The forms in which it creates and edits have no heading of the first level.
    "page-has-heading-one": "html:has(form[data-edit-form])",
}
"""Rules that Wagtail's own markup breaks, each with the elements at which that is overlooked; elsewhere it is not."""

RUN = """async (overlooked) => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, help, nodes }) => nodes
        .filter(({ target }) => !overlooked[id] || !document.querySelector(target[0])?.matches(overlooked[id]))
        .map(({ target, html }) => `${id} (${help}) at ${target.join(" ")}: ${html.slice(0, 120)}`));
}"""


def violations(tab: Tab) -> list[str]:
    """One line for each element that breaks a rule; every rule of axe counts, best practices too."""
    tab.evaluate(SCRIPT.read_text("utf-8"))
    found: list[str] = tab.evaluate(RUN, WAGTAILS_OWN)
    return found
