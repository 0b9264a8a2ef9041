"""What is on the pages of a form, whatever it asks: words, cells, lines to write on, gaps, print."""
