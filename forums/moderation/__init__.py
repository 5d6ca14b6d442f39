"""Looking after the talk: flags, what waits for a moderator, what they did, and asking again."""
