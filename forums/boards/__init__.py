"""Boards, and the talks on them: whose they are, who reads them, and how a talk begins."""
