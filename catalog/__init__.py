"""What a programme is, and how one is read from a file; knows nothing of index and bot."""
