"""What was read and printed, kept in SQLite: texts by their digest."""
