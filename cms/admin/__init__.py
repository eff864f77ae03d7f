"""The admin for editors: menus, lists, choosers, checks, bulk work, sheets and reports.

Input: requests of signed-in users, and what models declare. Output: Wagtail's pages with the project's additions;
content is changed by Wagtail's own forms or through `cms.acting`.
"""
