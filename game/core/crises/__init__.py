"""Crises, a file a concern: kinds, onset, support, outcome, and the orders that answer them."""
