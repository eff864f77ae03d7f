"""Answer requests for the public past of a resource.

Input: the versions of a resource that were public, without what is suppressed now. Output: each of them as a document
(a memento, RFC 7089), their list, and their provenance in RDF.
"""
