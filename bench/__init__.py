"""Measurements and the scripts that learn; nothing here is imported by the program."""
