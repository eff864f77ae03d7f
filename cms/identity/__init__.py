"""Who somebody is: signing in by password, with a second factor or at an organisation's OpenID provider.

Input: passwords, codes, keys, and what a provider says of a person. Output: sessions that end, groups, and entries in
the log of who changed what right.
"""
