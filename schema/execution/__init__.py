"""Answer a request in stages: parse, validate, measure the cost, execute.

Input: a document with its variables, and the schema. Output: the body of an answer, or errors that say what to do.
"""

from schema.execution.pipeline import Answer, answer, ask
from schema.execution.planning import GraphQLRequest, Plan
from schema.execution.previews import preview

__all__ = ["Answer", "GraphQLRequest", "Plan", "answer", "ask", "preview"]
