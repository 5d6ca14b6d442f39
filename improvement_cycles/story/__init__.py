"""A try told to others: on a wall, in a meeting, in a journal, and to those who borrow it."""
