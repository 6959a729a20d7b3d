"""Pure measures of how well results agree with a gold standard: numbers in, numbers out."""
