"""What people are worried about: told to a few named contacts, read by them and passed on.

Nobody else can know that there is anything. Nothing here is counted, listed, searched or exported.
"""
