"""The admin for editors: menus, lists, choosers, forms and reports."""
