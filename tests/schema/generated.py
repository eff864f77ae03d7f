"""Small graphs and filters, made up: what the schema's answers are compared with plain Python about."""

import json

from hypothesis import strategies as st

from graph.replica import Replica

WORDS = ["Phnom Penh", "École", "ecole", "Hà Nội", "a"]
DATES = ["2019", "2020", "2020~", "2020-02", "2020-02-29", "2020-03-01", "2021-12-31"]
MOMENTS = ["2020-02-01T00:00:00Z", "2020-02-01T00:00:00.500000Z", "2021-01-01T12:00:00Z"]
KINDS = ["government", "foundation"]
CURRENCIES = ["EUR", "USD"]
TYPES = {"project": "Project", "country": "Country", "organisation": "Organisation", "funding": "Funding"}

texts = st.dictionaries(st.sampled_from(["en", "fr"]), st.sampled_from(WORDS), min_size=1)


def ids(slug, number):
    return st.lists(st.integers(0, number).map(f"{slug}/{{}}".format), unique=True, min_size=1, max_size=3)


def one(slug, number):
    return st.integers(0, number).map(lambda each: [f"{slug}/{each}"])


def values(**optional):
    return st.fixed_dictionaries({}, optional=optional)


RESOURCES = {
    "country": values(title=texts, code=st.sampled_from(["KH", "VN"])),
    "organisation": values(title=texts, kind=st.sampled_from(KINDS), country=one("country", 3)),
    "funding": values(
        year=st.integers(2019, 2021),
        funder=one("organisation", 2),
        amount=st.fixed_dictionaries(
            {"value": st.sampled_from(["0", "9", "10.5", "100"]), "currency": st.sampled_from(CURRENCIES)}
        ),
    ),
    "project": values(
        title=texts,
        revision=st.integers(1, 3),
        ongoing=st.booleans(),
        published=st.sampled_from(MOMENTS),
        start_date=st.sampled_from(DATES),
        end_date=st.sampled_from([*DATES, ".."]),
        # Of these, the last may not be public.
        countries=ids("country", 3),
        donors=ids("organisation", 2),
    ),
}


@st.composite
def worlds(draw):
    """Values by id: few resources, so that conditions meet; every funding belongs to one project."""
    world = {}
    for slug, strategy in RESOURCES.items():
        for number, each in enumerate(draw(st.lists(strategy, max_size=3))):
            world[f"{slug}/{number}"] = each
    projects = [each for each in world if each.startswith("project/")]
    for number, funding in enumerate([each for each in world if each.startswith("funding/")]):
        if projects:
            world[projects[number % len(projects)]].setdefault("fundings", []).append(funding)
        else:
            del world[funding]
    return world


def kind(resource):
    return TYPES[resource.partition("/")[0]]


def replica_of(world):
    replica = Replica()
    for resource in world:
        if kind(resource) != "Funding":
            add(replica, world, resource)
    return replica


def add(replica, world, resource):
    """As the replica takes it from the journal."""
    nodes = {
        each: {"type": kind(each), "values": world[each]} for each in (resource, *world[resource].get("fundings", ()))
    }
    replica._add(resource, 1, json.dumps({"nodes": nodes, "urls": {}}))


def operators(values, *names, **more):
    """Return a filter's operators, at least one of them."""
    given = {name: st.lists(values, max_size=2) if name in ("in", "nin") else values for name in names}
    return st.dictionaries(st.sampled_from([*given, *more, "stated"]), st.none(), min_size=1, max_size=2).flatmap(
        lambda chosen: st.fixed_dictionaries(
            {each: {**given, **more, "stated": st.booleans()}[each] for each in chosen}
        )
    )


EQUALITY = ("eq", "ne", "in", "nin")
COMPARISON = (*EQUALITY, "lt", "lte", "gt", "gte")
text = st.tuples(
    st.sampled_from([{}, {"lang": "fr"}]),
    operators(st.sampled_from([*WORDS, "O", "PENH"]), *EQUALITY, "contains", "startsWith"),
).map(lambda pair: pair[0] | pair[1])
ranges = st.fixed_dictionaries({"from": st.sampled_from(DATES)}, optional={"to": st.sampled_from([*DATES, ".."])})
date = operators(
    st.sampled_from(DATES), *EQUALITY, "before", "after", overlaps=ranges, within=ranges, ongoing=st.booleans()
)
amount = operators(st.sampled_from(["9", "10.50", "11"]), *COMPARISON).map(lambda given: {"currency": "EUR", **given})
LANGUAGES = st.sampled_from(["en", "fr", "ar"])
COMMON = {
    "languages": st.dictionaries(st.sampled_from(["in", "nin"]), st.lists(LANGUAGES, max_size=2), min_size=1),
}


def identified(slug):
    """Conditions on ids: of this type, of another one and of none."""
    known = [f"http://testserver/id/{slug}/{number}" for number in range(3)]
    one = st.sampled_from([*known, "http://testserver/id/country/0", "http://elsewhere.example.org/id/country/0", ""])
    several = st.lists(one, max_size=2)
    return st.fixed_dictionaries({}, optional={"eq": one, "ne": one, "in": several, "nin": several})


VALUES = {
    "Country": {"title": text, "code": operators(st.sampled_from(["kh", "VN", "XX"]), *EQUALITY)},
    "Organisation": {"title": text, "kind": operators(st.sampled_from(["GOVERNMENT", "ACADEMIC"]), *EQUALITY)},
    "Funding": {"year": operators(st.integers(2019, 2021), *COMPARISON), "amount": amount},
    "Project": {
        "title": text,
        "revision": operators(st.integers(1, 3), *COMPARISON),
        "ongoing": operators(st.booleans(), "eq"),
        "published": operators(st.sampled_from(["2020-02-01", *MOMENTS]), *COMPARISON),
        "startDate": date,
        "endDate": date,
    },
}
for _slug, _name in TYPES.items():
    VALUES[_name] |= COMMON | {"id": identified(_slug)}
LINKS = {
    "Country": {"projects": "Project", "organisations": "Organisation"},
    "Organisation": {"country": "Country", "fundings": "Funding", "fundedProjects": "Project"},
    "Funding": {"funder": "Organisation"},
    "Project": {"countries": "Country", "fundings": "Funding", "donors": "Organisation"},
}
INVERSES = {
    ("Country", "projects"): "countries",
    ("Country", "organisations"): "country",
    ("Organisation", "fundings"): "funder",
    ("Organisation", "fundedProjects"): "donors",
}


def filters(type_name, depth=3):
    """Filters of a type as a client writes them."""
    conditions = dict(VALUES[type_name])
    if depth:
        inner = filters(type_name, depth - 1)
        conditions |= {"and": st.lists(inner, max_size=2), "or": st.lists(inner, max_size=2), "not": inner}
        conditions |= {name: quantified(target, depth - 1) for name, target in LINKS[type_name].items()}
    return st.sets(st.sampled_from(sorted(conditions)), max_size=2).flatmap(
        lambda chosen: st.fixed_dictionaries({name: conditions[name] for name in sorted(chosen)})
    )


def quantified(type_name, depth):
    return st.dictionaries(
        st.sampled_from(["some", "none", "every"]),
        st.deferred(lambda: filters(type_name, depth)),
        min_size=1,
        max_size=2,
    )
