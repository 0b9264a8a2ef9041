"""Parts of a submission: where a document begins and ends, and of which type it is."""
