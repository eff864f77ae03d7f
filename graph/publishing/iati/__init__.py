"""Write resources as activities of the IATI standard, version 2.03 (https://iatistandard.org).

Input: what the journal stores of resources that can be funded. Output: XML, with one exporter for each element of an
activity. What says too little for an activity that is valid is left out, and told.
"""

from graph.publishing.iati.facts import Activity, fundable
from graph.publishing.iati.writing import document, write

__all__ = ["Activity", "document", "fundable", "write"]
