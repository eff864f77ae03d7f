"""Define the RDF namespaces from which declarations take their terms.

Use well-known terms first; `ACCORD` holds the terms for which none fits. schema.org is `http://`, to which its own
JSON-LD context expands (rdflib's `SDO` is `https://` and would not join with other data).
"""

import pyoxigraph as ox
from django.conf import settings
from rdflib import Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD

__all__ = [
    "ACCORD", "DCAT", "DCTERMS", "EDTF", "ELI", "FOAF", "FRAPO", "GEO", "GEOSPARQL", "LOCN", "ORG", "OWL",
    "PREFIXES", "PROV", "RDF", "RDFS", "SCHEMA", "SKOS", "XSD", "named_node",
]  # fmt: skip

SCHEMA = Namespace("http://schema.org/")
FRAPO = Namespace("http://purl.org/cerif/frapo/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
GEO = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
GEOSPARQL = Namespace("http://www.opengis.net/ont/geosparql#")
LOCN = Namespace("http://www.w3.org/ns/locn#")
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
"""The datatype of dates and intervals in the Extended Date/Time Format (https://www.loc.gov/standards/datetime/)."""
ACCORD = Namespace(f"{settings.GRAPH_BASE_IRI}/vocab#")


def named_node(term: str) -> ox.NamedNode:
    """Return a term of a namespace as pyoxigraph has it, which takes no subclass of str."""
    return ox.NamedNode(str(term))


PREFIXES: dict[str, str] = {
    "accord": str(ACCORD),
    "dcat": str(DCAT),
    "dct": str(DCTERMS),
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "eli": str(ELI),
    "foaf": str(FOAF),
    "frapo": str(FRAPO),
    "geo": str(GEO),
    "geosparql": str(GEOSPARQL),
    "locn": str(LOCN),
    "org": str(ORG),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "skos": str(SKOS),
    "xsd": str(XSD),
}
