"""News reports about border conflicts in, a map you can defend out."""
