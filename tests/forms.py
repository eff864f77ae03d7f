"""The admin's forms as a browser sees them."""

from bs4 import BeautifulSoup


def form_data(response):
    """What a browser would send back for the form as it is shown."""
    form = BeautifulSoup(response.content, "html.parser").find("form", attrs={"data-edit-form": True})
    data = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name = field.get("name")
        if not name or (field.get("type") in ("checkbox", "radio") and not field.has_attr("checked")):
            continue
        if field.name == "select":
            chosen = field.find("option", selected=True)
            data[name] = chosen["value"] if chosen else ""
        else:
            data[name] = field.text.removeprefix("\n") if field.name == "textarea" else field.get("value", "")
    return {name: value for name, value in data.items() if "__prefix__" not in name}
