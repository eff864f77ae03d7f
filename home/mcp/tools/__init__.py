"""The tools, in the order in which an assistant needs them."""

from home.mcp.tool import Tool
from home.mcp.tools import describe, follow, search, unknown, worked_query

TOOLS: dict[str, Tool] = {
    each.name: each for each in (search.TOOL, describe.TOOL, follow.TOOL, worked_query.TOOL, unknown.TOOL)
}
