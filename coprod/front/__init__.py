"""The first page for each hat, and my things."""
