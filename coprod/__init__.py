"""The core of the site: its kernel, its wiring, and the nouns every deployment has."""
