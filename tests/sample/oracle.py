"""What the worked queries must answer, computed from what GraphQL says: the columns that are compared, and rows.

Values are strings, or None where nobody has stated them.
"""

from collections import Counter, defaultdict
from decimal import Decimal
from itertools import combinations

from cms.models import CountryGroup, Outcome

DATE = "{ edtf earliest latest approximate }"
WORKS = f"""
    id title startDate {DATE} endDate {DATE} modified
    countries(first: 100) {{ nodes {{ id }} }}
    fundings(first: 50) {{ nodes {{ id amount {{ value currency }} year funder {{ id }} shareOf {{ id }} }} }}
"""
TAKING_PART = """
    partners(first: 20) { nodes { id } }
    partnerships(first: 20) { nodes { role partner { id } } }
    outcomes(first: 20) { nodes { id kind } }
    results(first: 20) { nodes { indicator(lang: "en") actual(lang: "en") } }
"""
CONNECTIONS = {
    "projects": f"""
        {WORKS} {TAKING_PART} ongoing languages programme {{ id title }}
        conventions {{ nodes {{ id partiesComplete }} }} themes {{ nodes {{ id }} }}
        sustainableDevelopmentTargets {{ nodes {{ id }} }} monitoringAreas {{ nodes {{ id }} }}
    """,
    "programmes": WORKS,
    "activities": f"id title startDate {{ edtf }} kind online {TAKING_PART} projects {{ nodes {{ id }} }}",
    "toolkitModules": """
        id title successFactors(lang: "en", fallback: []) toolkits { nodes { id } } prerequisites { nodes { id } }
        caseStudies { nodes { id countries(first: 50) { nodes { id } } } }
    """,
    "conventions": f"""
        id partiesComplete
        participations(first: 100) {{ nodes {{ id deposited {DATE} inForce {DATE} party {{ id }} }} }}
    """,
    "countryGroups": "id code kind countries(first: 100) { nodes { id } }",
    "monitoringAreas": "id",
}
"""What is asked of each list."""


class Graph:
    """The public graph as GraphQL tells it."""

    def __init__(self, ask, countries):
        """`ask` answers a query; `countries` are rows of codes."""
        self.of = {
            name: ask(f"{{ {name}(first: 100) {{ nodes {{ {fields} }} }} }}")[name]["nodes"]
            for name, fields in CONNECTIONS.items()
        }
        self.countries = countries
        self.countries_of = {each["id"]: ids(each["countries"]) for each in [*self.projects, *self.programmes]}
        self.titles = {each["id"]: each["title"] for nodes in self.of.values() for each in nodes if "title" in each}

    def __getattr__(self, name):
        return self.of[name]


def ids(connection):
    return [each["id"] for each in connection["nodes"]]


def known(date):
    return date if date and date["earliest"] else None


def edtf(date):
    return date["edtf"] if date and date["edtf"] else None


def counted(pairs):
    return [(*key, str(count)) for key, count in Counter(pairs).items()]


def standing(began, since, listed, complete):
    if not listed:
        return "never a Party" if complete else "unknown"
    if since is None:
        return "unknown"
    if began["latest"] < since["earliest"]:
        return "not yet a Party"
    return "unknown" if began["earliest"] < since["latest"] else "Party"


def not_yet_a_party(graph):
    acts = {
        (convention["id"], act["party"]["id"]): known(act["inForce"]) or known(act["deposited"])
        for convention in graph.conventions
        for act in convention["participations"]["nodes"]
    }
    for project in graph.projects:
        for convention in project["conventions"]["nodes"]:
            for country in ids(project["countries"]):
                began, since = known(project["startDate"]), acts.get((convention["id"], country))
                if began:
                    listed = (convention["id"], country) in acts
                    found = standing(began, since, listed, convention["partiesComplete"])
                    yield project["id"], began["edtf"], since and since["edtf"], found


def begun_since(graph):
    for project in graph.projects:
        began = known(project["startDate"])
        if began and began["latest"] >= "2019-01-01":
            certainty = "certain" if began["earliest"] >= "2019-01-01" else "possible"
            yield project["id"], "approximate" if began["approximate"] else certainty


def parties_by_year(graph):
    return counted(
        (convention["id"], edtf(act["inForce"])[:4])
        for convention in graph.conventions
        for act in convention["participations"]["nodes"]
        if edtf(act["inForce"])
    )


def fundings(graph):
    for kind in ("programmes", "projects"):
        for work in graph.of[kind]:
            for each in work["fundings"]["nodes"]:
                amount = each["amount"] or {"value": None, "currency": None}
                share = each["shareOf"] and each["shareOf"]["id"]
                yield kind, work["id"], each["funder"]["id"], amount["value"], amount["currency"], each["year"], share


def amounts_by_funder(graph):
    sums, numbers = defaultdict(Decimal), Counter()
    for *_, funder, value, currency, _year, share in fundings(graph):
        if share is None:
            numbers[funder, currency] += 1
            sums[funder, currency] += Decimal(value or 0)
    return [
        (funder, currency, str(sums[funder, currency]) if currency else None, str(number))
        for (funder, currency), number in numbers.items()
    ]


def funded_through(graph):
    funders = {work["id"]: {each["funder"]["id"] for each in work["fundings"]["nodes"]}
               for work in [*graph.projects, *graph.programmes]}  # fmt: skip
    for project in graph.projects:
        own = funders[project["id"]]
        yield from ((project["id"], each, "project") for each in own)
        if project["programme"]:
            yield from ((project["id"], each, "programme") for each in funders[project["programme"]["id"]] - own)


def projects_by_region(graph):
    for group in graph.countryGroups:
        members = set(ids(group["countries"]))
        touched = [(project["id"], members & set(ids(project["countries"]))) for project in graph.projects]
        countries = set().union(*(found for _, found in touched))
        if group["kind"] == CountryGroup.Kind.UNESCO.name and countries:
            yield group["id"], str(sum(bool(found) for _, found in touched)), str(len(countries))


def groups_without_a_project(graph):
    reached = {country for project in graph.projects for country in ids(project["countries"])}
    for group in graph.countryGroups:
        if group["code"] in ("ldc", "sids"):
            yield from ((group["id"], each) for each in ids(group["countries"]) if each not in reached)


def countries_in_common(graph):
    for one, other in combinations(sorted(graph.projects, key=lambda each: each["id"]), 2):
        shared = set(ids(one["countries"])) & set(ids(other["countries"]))
        if len(shared) >= 2:
            yield one["id"], other["id"], str(len(shared))


def works(graph):
    return [*graph.projects, *graph.activities]


def partners(graph):
    pairs = (pair for work in works(graph) for pair in combinations(sorted(set(ids(work["partners"]))), 2))
    return counted(pairs)


def roles_of_partners(graph):
    roles = {
        (each["partner"]["id"], each["role"] and each["role"].lower().replace("_", "-"), work["id"])
        for work in works(graph)
        for each in work["partnerships"]["nodes"]
    }
    return counted((partner, role) for partner, role, _ in roles)


def learning_path(graph):
    before = {module["id"]: ids(module["prerequisites"]) for module in graph.toolkitModules}

    def earlier(module):
        return {found for each in before[module] for found in (each, *earlier(each))}

    for module in graph.toolkitModules:
        if ids(module["toolkits"]):
            first = sorted(graph.titles[each] for each in earlier(module["id"]))
            yield module["id"], ", ".join(first) or None


def outcomes_by_kind(graph):
    kinds, led = defaultdict(set), defaultdict(set)
    for work in works(graph):
        for each in work["outcomes"]["nodes"]:
            kind = Outcome.Kind[each["kind"]].value
            kinds[kind].add(each["id"])
            led[kind].add(work["id"])
    return [(kind, str(len(found)), str(len(led[kind]))) for kind, found in kinds.items()]


def results_against_targets(graph):
    return [
        (work["id"], each["indicator"], each["actual"])
        for work in works(graph)
        for each in work["results"]["nodes"]
        if each["indicator"]
    ]


def programme_in_time(graph):
    programme_of = {project["id"]: project["programme"] for project in graph.projects if project["programme"]}
    for project in graph.projects:
        if project["programme"] and edtf(project["startDate"]):
            yield project["programme"]["title"], edtf(project["startDate"]), "Project", project["title"]
    for activity in graph.activities:
        for project in ids(activity["projects"]):
            if project in programme_of and edtf(activity["startDate"]):
                yield programme_of[project]["title"], edtf(activity["startDate"]), "Activity", activity["title"]


EXPECTED = {
    "not-yet-a-party": (("project", "began", "inForce", "standing"), not_yet_a_party),
    "begun-since": (("project", "certainty"), begun_since),
    "parties-by-year": (("convention", "year", "parties"), parties_by_year),
    "who-funds-whom": (
        ("funded", "funder", "amount", "currency", "year", "shareOf"),
        lambda graph: ((*each, year and str(year), share) for _, *each, year, share in fundings(graph)),
    ),
    "amounts-by-funder": (("funder", "currency", "total", "grants"), amounts_by_funder),
    "funded-through": (("project", "funder", "through"), funded_through),
    "projects-by-country": (
        ("country", "projects"),
        lambda graph: counted((each,) for project in graph.projects for each in ids(project["countries"])),
    ),
    "projects-by-region": (("region", "projects", "countries"), projects_by_region),
    "projects-by-theme-and-year": (
        ("theme", "year", "projects"),
        lambda graph: counted(
            (theme, edtf(project["startDate"])[:4])
            for project in graph.projects
            for theme in ids(project["themes"])
            if edtf(project["startDate"])
        ),
    ),
    "ongoing-projects": (("project",), lambda graph: ((each["id"],) for each in graph.projects if each["ongoing"])),
    "groups-without-a-project": (("group", "country"), groups_without_a_project),
    "countries-in-common": (("one", "other", "shared"), countries_in_common),
    "partners": (("one", "other", "together"), partners),
    "roles-of-partners": (("organisation", "role", "works"), roles_of_partners),
    "success-factors": (
        ("factor", "modules"),
        lambda graph: counted((each,) for module in graph.toolkitModules for each in module["successFactors"] or ()),
    ),
    "case-studies-by-country": (
        ("module", "country", "caseStudies"),
        lambda graph: counted(
            (module["id"], country)
            for module in graph.toolkitModules
            for project in module["caseStudies"]["nodes"]
            for country in ids(project["countries"])
        ),
    ),
    "learning-path": (("module", "first"), learning_path),
    "outcomes-by-kind": (("kind", "outcomes", "works"), outcomes_by_kind),
    "results-against-targets": (("work", "measured", "value"), results_against_targets),
    "sdg-targets": (
        ("target", "projects"),
        lambda graph: counted(
            (each,) for project in graph.projects for each in ids(project["sustainableDevelopmentTargets"])
        ),
    ),
    "monitoring-areas": (
        ("area", "projects"),
        lambda graph: [
            (area, str(sum(area in ids(project["monitoringAreas"]) for project in graph.projects)))
            for area in ids({"nodes": graph.monitoringAreas})
        ],
    ),
    "activities-online": (
        ("kind", "online", "activities"),
        lambda graph: counted(
            (each["kind"].lower().replace("_", "-"), str(each["online"]).lower())
            for each in graph.activities
            if each["online"] is not None
        ),
    ),
    "programme-in-time": (("programmeName", "began", "kind", "title"), programme_in_time),
    "translations": (
        ("project", "languages", "pages"),
        lambda graph: (
            (each["id"], ", ".join(sorted(each["languages"])), str(len(each["languages"]))) for each in graph.projects
        ),
    ),
    "codes-of-countries": (("country", "alpha2", "alpha3", "m49"), lambda graph: graph.countries),
}
