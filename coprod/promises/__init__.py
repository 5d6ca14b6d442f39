"""Answers, the promises in them, and asking those affected whether it is really better."""
