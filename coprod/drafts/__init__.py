"""Words that are not sent yet: kept on the server, so that no lost connection loses them."""
