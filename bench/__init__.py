"""Speed and memory, as ratios to two references that run beside the site in the same minutes."""
