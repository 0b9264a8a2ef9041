"""Values: from the text of an answer to the value of its kind, and what is wrong with it."""
