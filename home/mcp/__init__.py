"""The public graph for assistants, by the Model Context Protocol (https://modelcontextprotocol.io) at /mcp.

Input: JSON-RPC messages, of which each stands alone: there are no sessions, no cookies and no streams, and nothing is
written. Output: small answers from the public graph, with IRIs, the version of the data and its source. Tools are
declared once (`tools`): their JSON Schemas, and the check of what assistants send, follow from the declarations.
"""
