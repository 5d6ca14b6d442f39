"""A chain of what was changed through the site, which nobody can rewrite unseen."""
