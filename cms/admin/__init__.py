"""What editors see of the content model: menus, lists, choosers and reports."""
