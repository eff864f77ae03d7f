"""What an operator does with an installation: examine it, back it up, restore it.

Input: the environment, the database and the files. Output: findings in sentences, backups, and what was restored.
"""
