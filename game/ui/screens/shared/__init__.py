"""Screens of a campaign that several people lead from one machine."""
