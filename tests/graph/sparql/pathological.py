"""Queries that no server can finish on the thousand nodes of conftest.py, or not within its limits."""

CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
NEXT = "<http://e/next>"
LONG = "0123456789" * 4


def counted(pattern: str) -> str:
    return f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"


PATHOLOGICAL = {
    "cross product": counted(CROSS),
    "cross product, distinct": f"SELECT DISTINCT ?a ?d ?g ?j {{ {CROSS} }}",
    "cross product, ordered": f"SELECT * {{ {CROSS} }} ORDER BY ?l ?i ?f ?c",
    "cross product, ordered and limited": f"SELECT * {{ {CROSS} }} ORDER BY DESC(?l) LIMIT 1",
    "cross product, in random order": f"SELECT * {{ {CROSS} }} ORDER BY RAND()",
    "cross product, grouped": f"SELECT ?a ?d (COUNT(?g) AS ?n) {{ {CROSS} }} GROUP BY ?a ?d ?g",
    "cross product, joined in text": f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d))) AS ?n) {{ {CROSS} }}",
    "cross product, filtered": f"SELECT * {{ {CROSS} FILTER(STRLEN(CONCAT(STR(?a), STR(?d))) < 0) }}",
    "cross product of one predicate": counted(" . ".join(f"?{a} {NEXT} ?{b}" for a, b in ("ab", "cd", "ef", "gh"))),
    "cross product of values": counted(
        " ".join(f"VALUES ?v{i} {{ {' '.join(str(j) for j in range(100))} }}" for i in range(8))
    ),
    "deep path": counted(f"?a ({NEXT}+)/({NEXT}+)/({NEXT}+) ?b"),
    "path of anything": counted("?a (!<http://e/x>)* ?b . ?b (!<http://e/y>)* ?c . ?c (!<http://e/z>)* ?d"),
    "path both ways": counted(f"?a ({NEXT}|^{NEXT})* ?b . ?b ({NEXT}|^{NEXT})* ?c"),
    "nested path": counted(f"?a (({NEXT}*)*)* ?b . ?b (({NEXT}*)*)* ?c"),
    "optional in optional": counted("?a ?b ?c OPTIONAL { ?d ?e ?f OPTIONAL { ?g ?h ?i } }"),
    "union of cross products": counted(f"{{ {CROSS} }} UNION {{ {CROSS} }} UNION {{ {CROSS} }}"),
    "minus of cross products": counted(f"{CROSS} MINUS {{ ?a ?b ?c . ?d ?e ?f . ?x ?y ?z }}"),
    "exists in exists": counted(
        "?a ?b ?c . ?d ?e ?f FILTER NOT EXISTS { ?x ?y ?z FILTER NOT EXISTS { ?p ?q ?r FILTER(?r = ?f && ?z = ?c) } }"
    ),
    "regular expression": counted(f'{CROSS} FILTER REGEX(CONCAT(STR(?c), STR(?f)), "^(a+)+$")'),
    "replacing": f'SELECT (COUNT(?t) AS ?n) {{ {CROSS} BIND(REPLACE(STR(?c), "(.)(.)", "$2$1$2$1") AS ?t) }}',
    "hashing": f"SELECT (COUNT(?t) AS ?n) {{ {CROSS} BIND(SHA512(CONCAT(STR(?c), STR(?f))) AS ?t) }}",
    "growing text": f"SELECT (STRLEN(?t8) AS ?n) {{ BIND('{LONG}' AS ?t0) "
    + " ".join(f"BIND(REPLACE(?t{i}, '.', '{LONG}') AS ?t{i + 1})" for i in range(8))
    + " }",
    "aggregate of aggregates": f"SELECT (SUM(?m) AS ?n) {{ SELECT ?a (COUNT(*) AS ?m) {{ {CROSS} }} GROUP BY ?a }}",
    "large answer": "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f }",
    "large graph": "CONSTRUCT { ?a ?e ?d } WHERE { ?a ?b ?c . ?d ?e ?f }",
}
assert len(PATHOLOGICAL) == 25
