"""The parts of a form and whom each is about: headings, blocks and tables; the sheet is all of them."""
