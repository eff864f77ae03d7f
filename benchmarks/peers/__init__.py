"""The same questions put to Accord and to other programs that publish Wagtail's pages, for `benchmarks.graphql`.

Every interface is asked in a process of its own (`python -m benchmarks.peers.asking`), on the database that is
measured. A module for each interface has its `urlpatterns`, and `requests`, which puts the questions in its own words.
The peers are packages that no installation needs: `make peers` installs them.
"""
