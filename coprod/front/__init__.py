"""The first page for each hat, my things, and where to turn when worried."""
