"""Passing an issue on to somebody outside, who answers by a link that works once."""
