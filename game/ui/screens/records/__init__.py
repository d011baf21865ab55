"""A campaign's past: charts, network, replay, handbook and the end."""
