"""Choosing together: rounds, ballots that nobody can tie to anybody, and picks by turns."""
