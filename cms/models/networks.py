"""The networks that are published at /networks/: who is connected with whom, through which works."""

from django.utils.translation import gettext_lazy as _

from graph.networks import Money, Network, declare

FUNDED = (("donors",), ("programme", "donors"))
"""Who funds a project: its own donors, and those of its programme."""

declare(
    Network(
        "donor-country",
        title=_("Donors and countries"),
        description=_(
            "Which donors fund projects in which countries, themselves or through the programme. An edge has the "
            "number of projects, and the sums of the donor's grants to these projects themselves, by currency: a grant "
            "to a programme would be counted again for its shares. A grant for several countries is not divided."
        ),
        works=("Project",),
        sources=FUNDED,
        targets=(("countries",),),
        money=Money((("fundings",),), donor="funder", amount="amount"),
    ),
    Network(
        "country-country",
        title=_("Countries with projects in common"),
        description=_("Which countries take part in the same projects, with the number of projects."),
        works=("Project",),
        sources=(("countries",),),
    ),
    Network(
        "theme-theme",
        title=_("Themes that meet"),
        description=_("Which themes the same projects have, with the number of projects."),
        works=("Project",),
        sources=(("themes",),),
    ),
    Network(
        "organisation-organisation",
        title=_("Organisations that work together"),
        description=_("Which organisations fund or take part in the same programmes, projects and activities."),
        works=("Programme", "Project", "Activity"),
        sources=(("donors",), ("partners",)),
    ),
    Network(
        "donor-donor",
        title=_("Donors with projects in common"),
        description=_("Which donors fund the same projects, themselves or through the programme."),
        works=("Project",),
        sources=FUNDED,
        field="coFunding",
    ),
    Network(
        "project-outcome",
        title=_("Projects and outcomes"),
        description=_("Which outcomes the results of projects name."),
        works=("Project",),
        sources=((),),
        targets=(("outcomes",),),
    ),
    Network(
        "convention-country",
        title=_("Conventions and countries"),
        description=_("Which countries are known to be Parties to which conventions; others may be."),
        works=("Convention",),
        sources=((),),
        targets=(("parties",),),
        only="Country",
    ),
)
