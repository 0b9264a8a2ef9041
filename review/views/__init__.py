"""What each page shows: records made of the report, the contract and what people changed."""
