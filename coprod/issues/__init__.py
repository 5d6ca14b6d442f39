"""Issues: what people say is wrong, who it matters to, what was answered, and is it better."""
