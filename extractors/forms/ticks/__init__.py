"""Marks in ink: tick boxes, and what a pen left in them."""
