"""The root field `paths`: chains of links from one resource to another."""

from __future__ import annotations

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from graph.identity import ResourceId
from graph.replica import Paths, Replica, Step, analysis
from schema.limits import HOPS, PATHS, check_range, costs
from schema.roots.traversal import Traversal, list_of, values_of
from schema.types import Resource, find, object_type

DEFAULT_HOPS = 4
DEFAULT_PATHS = 5

SEARCH = 2_000
"""Cost of a search, in fields and in resources: at most it takes as long as reading this many."""


def paths_field(shared: Traversal) -> graphene.Field:
    return graphene.Field(
        _paths_type(shared),
        description="Paths between two resources, along links in either direction, that visit no resource twice; the "
        "shortest come first. Null if no public resource has one of the ids.",
        args={
            "start": _end("from", "The id of the first resource."),
            "end": _end("to", "The id of the last resource."),
            "max_hops": graphene.Argument(
                graphene.Int,
                default_value=DEFAULT_HOPS,
                description=f"The maximum number of links in a path, at most {HOPS.default}.",
            ),
            "first": graphene.Argument(
                graphene.Int,
                default_value=DEFAULT_PATHS,
                description=f"The maximum number of paths, at most {PATHS.default}.",
            ),
            "link_types": graphene.Argument(list_of(shared.link_types), description="Follow only these links."),
        },
        resolver=_resolve,
    )


def _end(name: str, description: str) -> graphene.Argument:
    return graphene.Argument(graphene.ID, name=name, required=True, description=description)


@costs(SEARCH)
def _resolve(
    _: Any,
    info: GraphQLResolveInfo,
    start: str,
    end: str,
    max_hops: int | None,
    first: int | None,
    link_types: Any = None,
) -> Paths | None:
    replica: Replica = info.context.replica
    hops = check_range("maxHops", max_hops, DEFAULT_HOPS, HOPS)
    count = check_range("first", first, DEFAULT_PATHS, PATHS)
    ends = find(replica, start), find(replica, end)
    if ends[0] is None or ends[1] is None:
        return None
    info.context.spend(SEARCH)
    return analysis.paths(replica, ends[0], ends[1], hops, count, values_of(link_types))


def _paths_type(shared: Traversal) -> type[graphene.ObjectType]:
    nodes = graphene.Field(
        list_of(_path_type(shared)),
        required=True,
        description="The paths, the shortest first.",
        resolver=lambda paths, _: paths.found,
    )
    complete = graphene.Boolean(
        required=True,
        description="Whether these are all paths. If not, there are more than `first`, or the search was stopped "
        "because it took too long.",
    )
    return object_type("Paths", "Paths from one resource to another.", {"nodes": nodes, "complete": complete})


def _path_type(shared: Traversal) -> type[graphene.ObjectType]:
    hops = graphene.Int(required=True, description="The number of links.", resolver=lambda path, _: len(path))
    resources = graphene.Field(
        list_of(Resource),
        required=True,
        description="The resources on the path, including both ends.",
        resolver=_visited,
    )
    steps = graphene.Field(
        list_of(_step_type(shared)),
        required=True,
        description="The steps of the path, in order.",
        resolver=lambda path, _: path,
    )
    fields = {"hops": hops, "resources": resources, "steps": steps}
    return object_type("Path", "A path from one resource to another.", fields)


def _step_type(shared: Traversal) -> type[graphene.ObjectType]:
    fields = {
        "source": graphene.Field(Resource, required=True, description="The resource at which the step starts."),
        "target": graphene.Field(Resource, required=True, description="The resource to which the step leads."),
        "links": shared.links_field("All links between the two."),
    }
    return object_type("PathStep", "One step of a path.", fields)


def _visited(path: list[Step], info: GraphQLResolveInfo) -> list[ResourceId]:
    return [path[0].source, *(step.target for step in path)]
