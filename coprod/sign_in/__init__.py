"""Coming in and going out: passphrases, sign-ins kept on the server, and the locked door."""
