"""A look at every answer, and at what history tells: what is not public is nowhere, what is public is there."""

import re

from django.test import Client

from cms.models import DocumentFile, ImageFile
from cms.models.media import Rendition
from graph.identity import id_of
from graph.mirror import history
from graph.models import State
from tests.end_to_end.canaries import INSIDE, canaries
from tests.visitor import words

WHOLE = ("/data/all.nq", "/data/all.ttl", "/sitemap.xml", "/browse/", "/search/?q=canary")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def look(room, visitor, **options):
    found = visitor.answers(room.ever(), **options)
    assert_nothing_leaks(room, found)
    assert_what_is_public_is_there(room, found)
    assert_absence_is_told_apart(room, found)
    assert_files_follow_the_graph(room, found)


def glance(room, visitor):
    """Look at the documents of all resources only, and at the whole dataset: a tenth of the work of a look."""
    found = visitor.documents(room.ever()) | {address: words(visitor.client.get(address)) for address in WHOLE}
    assert_nothing_leaks(room, found)


def assert_nothing_leaks(room, found):
    allowed, hidden = room.public.canaries, {key for key in keys(room.ever()) if key not in keys(room.public.resources)}
    leaks = []
    for address, text in found.items():
        withdrawn = [room.past[each] for each in room.withdrawn() if each in address]
        leaks += [
            (address, room.aviary.origin[each])
            for each in canaries(text) - allowed - canaries(address).union(*withdrawn)
        ]
        leaks += [(address, key) for key in (set(UUID.findall(text)) & hidden) - set(UUID.findall(address))]
    assert leaks == [], leaks[:10]


def assert_what_is_public_is_there(room, found):
    for resource, stated in room.public.resources.items():
        for address in (f"/data/{resource}.ttl", "/data/all.nq.gz", "SPARQL"):
            missing = stated - canaries(found[address])
            origins = [room.aviary.origin[each] for each in missing]
            assert missing == set(), (resource, address, origins, found[address][:200])


def assert_absence_is_told_apart(room, found):
    """What was withdrawn says so; what was made private is as if it had never been there."""
    for gone, status in [*((each, "410") for each in room.withdrawn()), *((each, "404") for each in room.suppressed)]:
        for address in (f"/id/{gone}", f"/data/{gone}.ttl", f"/data/{gone}.ttl If-None-Match", f"/browse/{gone}/"):
            assert found[address].startswith(status), (address, found[address][:200])


def assert_files_follow_the_graph(room, found):
    """The bytes of a file are in no answer while it is hidden, and at its addresses while it is public."""
    public = {word for resource, word in room.aviary.inside.items() if resource in room.public.resources}
    shown = {(address, word) for address, text in found.items() for word in INSIDE.findall(text)}
    assert {each for each in shown if each[1] not in public} == set()
    for file in (*ImageFile.objects.all(), *DocumentFile.objects.all()):
        address = file.file.url if isinstance(file, ImageFile) else file.url
        if id_of(file) in room.public.resources:
            assert room.aviary.inside[id_of(file)] in found[address], address
    # Those that were made by this very look are asked for by the next one.
    for rendition in (each for each in Rendition.objects.all() if each.url in found):
        is_public = id_of(rendition.image) in room.public.resources
        assert found[rendition.url].startswith("200") == is_public, rendition.url


def keys(resources):
    return {each.partition("/")[2] for each in resources}


def journalled(changes):
    """Return all that some changes say."""
    return set().union(*(canaries([each.values, each.texts, each.nquads, each.turtle]) for each in changes))


def past(resource):
    """Return all that history tells of a resource, in each of the ways to ask."""
    last = State.objects.get().sequence
    then = (history.as_of(number, [resource]) for number in range(last + 1))
    differences = (each for each in history.between(0, last) if each.resource == resource)
    sides = (side for each in differences for side in (each.before, each.after) if side)
    answers = map(told_at, (f"/browse/{resource}/history/", f"/data/{resource}/history.ttl", *mementos(resource)))
    return journalled(history.versions(resource)).union(*map(journalled, then), journalled(sides), *answers)


def mementos(resource):
    """Return the addresses of all versions of a resource, as they are listed for anybody."""
    listed = Client().get(f"/data/{resource}/timemap").content.decode()
    return [address for address, relation in re.findall(r'<([^>]*)>; rel="([^"]*)"', listed) if "memento" in relation]


def told_at(address):
    """Return what an address of the past tells; the name of a key in the address itself tells nothing."""
    return canaries(Client().get(address).content.decode()) - canaries(address)
