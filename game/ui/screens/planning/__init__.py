"""Making a plan: the plan panel, orders, negotiation and answers."""
