"""What a filter means, in plain Python that looks at everything: one resource and one condition at a time."""

import calendar
import datetime
import unicodedata
from decimal import Decimal

from tests.schema.generated import INVERSES, LINKS, kind

LAST = datetime.date.max
FIELDS = {"startDate": "start_date", "endDate": "end_date"}


def passing(world, type_name, given):
    return {each for each in world if kind(each) == type_name and passes(world, each, given)}


def passes(world, resource, given):
    return all(holds(world, resource, name, condition) for name, condition in given.items())


def holds(world, resource, name, condition):
    if name == "and":
        return all(passes(world, resource, each) for each in condition)
    if name == "or":
        return any(passes(world, resource, each) for each in condition)
    if name == "not":
        return not passes(world, resource, condition)
    if name in LINKS[kind(resource)]:
        targets = linked(world, resource, name)
        return all(quantified(world, targets, how, inner) for how, inner in condition.items())
    if name == "id":
        return all(compares(f"http://testserver/id/{resource}", *asked, str) for asked in condition.items())
    if name == "languages":
        has = set(world[resource].get("title", ()))
        return all(bool(has) and has.isdisjoint(asked) == (how == "nin") for how, asked in condition.items())
    value = world[resource].get(FIELDS.get(name, name))
    return all(true_of(name, value, operator, operand, condition) for operator, operand in condition.items())


def linked(world, resource, name):
    inverse = INVERSES.get((kind(resource), name))
    if inverse:
        source = LINKS[kind(resource)][name]
        return [each for each in world if kind(each) == source and resource in world[each].get(inverse, ())]
    return [each for each in world[resource].get(name, ()) if each in world]


def quantified(world, targets, how, inner):
    found = [passes(world, each, inner) for each in targets]
    return {"some": any(found), "none": not any(found), "every": all(found)}[how]


def true_of(name, value, operator, operand, condition):
    if name == "title":
        return of_texts(value, operator, operand, condition.get("lang"))
    if name == "code":
        return of_texts(value and {"": value}, operator, operand, None)
    if name == "amount":
        return of_amount(value, operator, operand, condition["currency"])
    if operator == "stated":
        return (value is not None) == operand
    if value is None:
        return False
    if name in ("startDate", "endDate") and operator not in ("eq", "ne", "in", "nin"):
        return of_date(value, operator, operand)
    comparable = {"kind": lambda each: each.upper().replace("-", "_"), "published": moment}
    return compares(value, operator, operand, comparable.get(name, lambda each: each))


def of_texts(value, operator, operand, language):
    if operator == "lang":
        return True
    texts = [plain(each) for lang, each in (value or {}).items() if language in (None, lang)]
    if operator == "stated":
        return bool(texts) == operand
    if operator in ("ne", "nin"):
        return bool(texts) and not any(plain(each) in texts for each in ([operand] if operator == "ne" else operand))
    if operator == "in":
        return any(plain(each) in texts for each in operand)
    test = {"eq": str.__eq__, "contains": str.__contains__, "startsWith": str.startswith}[operator]
    return any(test(text, plain(operand)) for text in texts)


def plain(text):
    return "".join(each for each in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(each) != "Mn")


def of_amount(value, operator, operand, currency):
    same = value is not None and value["currency"] == currency
    if operator == "currency":
        return same
    if operator == "stated":
        return same and operand
    return same and compares(value["value"], operator, operand, Decimal)


def compares(value, operator, operand, key):
    value = key(value)
    operand = [key(each) for each in operand] if isinstance(operand, list) else key(operand)
    return {
        "eq": lambda: value == operand,
        "ne": lambda: value != operand,
        "in": lambda: value in operand,
        "nin": lambda: value not in operand,
        "lt": lambda: value < operand,
        "lte": lambda: value <= operand,
        "gt": lambda: value > operand,
        "gte": lambda: value >= operand,
    }[operator]()


def moment(text):
    read = datetime.datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=datetime.UTC)


def of_date(text, operator, operand):
    """Dates as the list of days that they can mean; an open one is the last day of the calendar."""
    first, last = days(text)
    if operator == "ongoing":
        return (text == "..") == operand
    if operator == "before":
        return last < days(operand)[0]
    if operator == "after":
        return first > days(operand)[1]
    start = days(operand["from"])[0] if "from" in operand else datetime.date.min
    end = days(operand["to"])[1] if "to" in operand else LAST
    return first <= end and start <= last if operator == "overlaps" else start <= first and last <= end


def days(text):
    if text == "..":
        return LAST, LAST
    year, month, day = ([int(each) for each in text.rstrip("~").split("-")] + [None, None])[:3]
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return datetime.date(year, month or 1, day or 1), datetime.date(year, last_month, last_day)
