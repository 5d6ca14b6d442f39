"""People, the hats they wear, and the places they wear them in."""
