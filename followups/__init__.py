"""What a verdict sets off: letters and deadlines."""
