"""Meetings: what to print, what to show on the wall, and what people in the room say."""
