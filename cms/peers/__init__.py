"""Work of people without an account: reviews by peers, updates by holders of projects, comments of readers.

Input: links that were mailed, and what people send by them. Output: records of their own, which change no page: an
editor decides about each, and what is taken goes through `cms.acting`.
"""
