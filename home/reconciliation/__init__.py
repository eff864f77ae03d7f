"""Reconciliation: names in somebody else's table become IRIs of Accord (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/).

Queries of OpenRefine and other clients come in over HTTP; candidates, suggestions, previews and values go out. All of
it is read from the replica, so nothing that is not public is ever a candidate.
"""
