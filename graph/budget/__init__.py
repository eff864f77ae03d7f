"""How much one client may take of a machine, whichever door it comes through.

In comes each request, with the time that it took, and each piece of heavy work before it begins. Out goes nothing, or
the refusal `SpentError`, once a client has used up its seconds of a minute or its share of the places for such work.
"""

from graph.budget.accounts import Account, charge, current, exempt, opened, refuse_if_spent
from graph.budget.allowances import Allowance, Balance, give_back, remaining, take
from graph.budget.bodies import read_body, takes_up_to
from graph.budget.clients import address_of, is_proxy, is_within, nearest_address
from graph.budget.middleware import admits_spent_clients
from graph.budget.places import Kind, place
from graph.budget.refusals import SpentError

__all__ = [
    "Account",
    "Allowance",
    "Balance",
    "Kind",
    "SpentError",
    "address_of",
    "admits_spent_clients",
    "charge",
    "current",
    "exempt",
    "give_back",
    "is_proxy",
    "is_within",
    "nearest_address",
    "opened",
    "place",
    "read_body",
    "refuse_if_spent",
    "remaining",
    "take",
    "takes_up_to",
]
