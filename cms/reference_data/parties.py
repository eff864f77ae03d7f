"""Parties of the 2005 Convention whose dates were verified one by one, and how each took part where that is known.

From the treaty database of the Netherlands (verdragenbank.overheid.nl, 011077), of which the part from A to D was
to be had: more parties exist. It does not tell ratification, acceptance and approval apart, so their kind is unstated.
"""

from collections.abc import Iterator
from dataclasses import dataclass

SOURCE = "Parties from A to D: verdragenbank.overheid.nl, 011077. Those of other letters have not been verified yet."


@dataclass(frozen=True)
class Party:
    """A country by its ISO code, or an organisation by its name in `organisations`."""

    country: str = ""
    organisation: str = ""
    deposited: str | None = None
    in_force: str | None = None
    kind: str = ""


def parties_2005() -> Iterator[Party]:
    for line in COUNTRIES.strip().splitlines():
        country, deposited, in_force, *kind = line.split()
        yield Party(country, deposited=deposited, in_force=in_force, kind="".join(kind))
    yield Party(organisation="european-union")


COUNTRIES = """
AF 2009-03-30 2009-06-30
AL 2006-11-17 2007-03-18 accession
DZ 2015-02-26 2015-05-26
AD 2007-02-06 2007-05-06 accession
AO 2012-02-07 2012-05-07 accession
AG 2013-04-25 2013-07-25 accession
AR 2008-05-07 2008-08-07
AM 2007-02-27 2007-05-27 accession
AU 2009-09-18 2009-12-18 accession
AT 2006-12-18 2007-03-18
AZ 2010-02-15 2010-05-15 accession
BS 2014-12-29 2015-03-29
BH 2025-10-01 2026-01-01
BD 2007-05-31 2007-08-31
BB 2008-10-02 2009-01-02 accession
BY 2006-09-06 2007-03-18
BE 2013-08-09 2013-11-09
BZ 2015-03-24 2015-06-24 accession
BJ 2007-12-20 2008-03-20
BO 2006-08-04 2007-03-18
BA 2009-01-27 2009-04-27
BW 2020-01-07 2020-04-07 accession
BR 2007-01-16 2007-04-16
BG 2006-12-18 2007-03-18
BF 2006-09-15 2007-03-18
BI 2008-10-14 2009-01-14
CV 2021-05-26 2021-08-26
KH 2007-09-19 2007-12-19 accession
CM 2006-11-22 2007-03-18 accession
CA 2005-11-28 2007-03-18
CF 2012-05-11 2012-08-11
TD 2008-06-17 2008-09-17
CL 2007-03-13 2007-06-13
CN 2007-01-30 2007-04-30
CO 2013-03-19 2013-06-19 accession
KM 2013-11-20 2014-02-20
CR 2011-03-15 2011-06-15
CI 2007-04-16 2007-07-16
HR 2006-08-31 2007-03-18
CU 2007-05-29 2007-08-29
CY 2006-12-19 2007-03-19
CZ 2010-08-12 2010-11-12 accession
CD 2010-09-28 2010-12-28
"""
