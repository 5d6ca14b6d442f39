"""What the made-up people did in tries, day after day, told in the demo area's data.

Each thing is done by the service that its page uses, by that person, on that day. So no rule of
the site is broken by what it shows first: a plan was locked before it was tried, a picture was
kept as it was looked at, and whoever decided was asked for what a decision needs.
"""
