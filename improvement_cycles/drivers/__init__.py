"""The driver diagram of a try: what we want, what helps, what helps that, and ideas to try."""
