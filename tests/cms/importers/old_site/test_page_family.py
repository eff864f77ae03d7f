"""Pages of the old site's family that nobody has seen: whatever their order and spelling, their facts come out.

Facts are drawn first and then written down as the site's pages do it, so every test knows what must come out.
"""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.importers.formats.detection import read_pages
from cms.importers.matching.names import Vocabulary, folded
from cms.importers.old_site.spellings import SPELLINGS
from cms.importers.reading import parse_page

THEMES = ["Advocacy", "Workshops", "Cultural Industries Support", "Contributing to the SDGs", "Film, Music and Dance"]
TYPES = ["Awareness Raising", "Monitoring", "Research and Data Collection", "Capacity Development"]
COUNTRIES = ["Cambodia", "Lao People's Democratic Republic", "Viet Nam", "Trinidad and Tobago", "Timor-Leste"]
PARTNERS = [
    "Ministry of Songs, Dance and Film",
    "Koalisi Lagu",
    "National Commissions for Songs",
    "Choir of the 3 Rivers",
]
DONORS = ["Republic of Korea", "River Fund", "Swedish Agency for Song, Dance and Film"]
FIGURES = [("36", "workshops"), ("600+", "professionals"), ("1.72", "million EUR"), ("10", "reports due in 2019")]
KNOWN = Vocabulary(folded(THEMES), folded(TYPES), folded(COUNTRIES), folded(DONORS[:1]))
SPACES = st.sampled_from(["", " ", "\t", "\xa0", "  "])


@dataclass(frozen=True)
class Facts:
    themes: tuple[str, ...]
    project_types: tuple[str, ...]
    countries: tuple[str, ...]
    partners: tuple[str, ...]
    donors: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    start: str
    end: str


def some(values, **limits):
    return st.lists(st.sampled_from(values), unique=True, **limits).map(tuple)


FACTS = st.builds(
    Facts,
    themes=some(THEMES, min_size=1),
    project_types=some(TYPES, min_size=1),
    countries=some(COUNTRIES),
    partners=some(PARTNERS),
    donors=some(DONORS),
    figures=some(FIGURES),
    start=st.sampled_from(["Feb 2020", "2019", "3 May 2018", ""]),
    end=st.sampled_from(["Ongoing", "Jun 2022", "2021", ""]),
)


@st.composite
def spelled(draw, field):
    """Return a label of the field, in any language, with or without its colon."""
    label = draw(st.sampled_from(SPELLINGS[field]))
    label = draw(st.sampled_from([label, label.capitalize(), label.upper()]))
    return f"{label}{draw(st.sampled_from(['', ':', ' :', ': ', '：']))}"


@st.composite
def comma_list(draw, field, terms):
    """Terms of a list on one line, or on two where the break may fall into a term."""
    words = ", ".join(terms).split(" ")
    cut = draw(st.integers(0, len(words)))
    lines = [" ".join(part) for part in (words[:cut], words[cut:]) if part]
    return [draw(spelled(field)), *lines] if lines else []


@st.composite
def bullets(draw, field, names):
    lines = [draw(spelled(field))]
    for name in names:
        mark = draw(st.sampled_from(["  • ", "• ", "•\t", "  - ", "* "]))
        words, cut = name.split(" "), draw(st.integers(0, 3))
        wrapped = [" ".join(part) for part in (words[:cut], words[cut:]) if part]
        lines += [mark + wrapped[0], *(f"    {line}" for line in wrapped[1:])]
    return lines


@st.composite
def value(draw, field, written):
    return [draw(spelled(field)), written] if written else []


@st.composite
def pages(draw):
    facts = draw(FACTS)
    blocks = [
        draw(comma_list("themes", facts.themes)),
        draw(comma_list("project_types", facts.project_types)),
        [draw(spelled("countries")), *facts.countries],
        draw(bullets("partners", facts.partners)),
        [draw(spelled("donors")), *facts.donors],
        [draw(spelled("related_activities"))],
        draw(value("start", facts.start)),
        draw(value("end", facts.end)),
    ]
    lines = [line for block in draw(st.permutations(blocks)) for line in [*block, *draw(st.sampled_from([[], [""]]))]]
    figures = [line for figure, label in facts.figures for line in (f"  • {figure} ", f"    {label}", "")]
    lines += ["", *figures, draw(spelled("overview")), "", "Songs are sung here, in Chad as in Togo.", ""]
    return facts, "\n".join(f"{draw(SPACES) if line.strip() and line[0] != ' ' else ''}{line}" for line in lines)


@settings(max_examples=60, deadline=None)
@given(pages())
def test_every_labelled_fact_comes_out_whatever_the_order_and_spelling_of_labels(page):
    facts, text = page
    _, [found] = read_pages(text.encode())
    record = parse_page(found, KNOWN, url="https://example.org/activities/river-songs")
    assert record.themes == facts.themes
    assert record.project_types == facts.project_types
    assert record.countries == facts.countries
    assert record.partners == facts.partners
    assert record.donors == facts.donors
    assert tuple((figure.value, figure.label) for figure in record.key_figures) == facts.figures
    assert (record.start, record.end) == (facts.start, facts.end)
    assert record.overview == "Songs are sung here, in Chad as in Togo."
    assert record.unplaced == ()


@pytest.mark.parametrize("field", sorted(SPELLINGS))
def test_no_spelling_names_two_fields(field):
    others = folded(spelling for name, spellings in SPELLINGS.items() if name != field for spelling in spellings)
    assert not folded(SPELLINGS[field]) & others
