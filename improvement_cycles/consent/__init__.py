"""Consent: everyone a try touches is asked *Can we try this?* before a go of it starts."""
