"""What the classifier learns from: composed texts, made-up documents, and what reading does to them."""
