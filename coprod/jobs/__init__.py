"""Doing things when they are due, once each, whoever else is doing them too."""
