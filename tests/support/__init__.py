"""Helpers of the tests: small worlds, worlds with their nations listed in another order, and what always holds."""
