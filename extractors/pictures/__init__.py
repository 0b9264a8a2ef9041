"""Pictures of pages: ink, rulings, sheets in photos, what a pen wrote; knows nothing of words."""
