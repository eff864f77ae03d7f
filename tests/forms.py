"""The admin's forms as a browser sees them."""

from lxml import html


def form_data(response):
    """Return what a browser would send back for the form as it is shown."""
    # Not by way of Beautiful Soup, which needs as long for these large forms as rendering them takes.
    [form] = html.document_fromstring(response.content.decode()).xpath("//form[@data-edit-form]")
    data = {}
    for field in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]"):
        name = field.get("name")
        if field.get("type") in ("checkbox", "radio") and "checked" not in field.attrib:
            continue
        if field.tag == "select":
            chosen = field.xpath(".//option[@selected]")
            data[name] = chosen[0].get("value") if chosen else ""
        else:
            data[name] = field.text_content().removeprefix("\n") if field.tag == "textarea" else field.get("value", "")
    return {name: value for name, value in data.items() if "__prefix__" not in name}
