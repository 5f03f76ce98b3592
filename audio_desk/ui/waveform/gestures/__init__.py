"""What a drag does: one object for each kind, each in its own file."""
