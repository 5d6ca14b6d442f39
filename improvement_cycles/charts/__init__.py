"""Pictures over time: the sentence, the drawing and the numbers. No Flask, no database."""
