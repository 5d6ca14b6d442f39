"""Who is in the group here: invitations, hats, and confirming them."""
