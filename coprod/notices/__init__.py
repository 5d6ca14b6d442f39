"""News for one person: what came of their things, and how much of it they want."""
