"""The field's words in their fixed order: a position in these tuples is what arrays store."""

from __future__ import annotations

CATEGORIES = ("troops", "equipment", "logistics", "intelligence", "cyber", "diplomacy")
"""What nations have, crises demand and partners bring, in hundredths of a unit; a unit of troops is one contingent."""

AGREEMENTS = (
    "intelligence_sharing",
    "counter_terrorism",
    "military_aid",
    "trade_control",
    "cyber_defence",
    "logistics_access",
    "defence_pact",
)
"""Agreement types, levels 1-3; only military aid has a direction (row gives, column receives)."""

DRILLS = ("field", "maritime", "air", "counter_terror", "cyber", "relief")
FORUM_ACTIONS = ("attend", "host", "standard", "counter_terror", "cyber_norms", "mediation", "relief_pool")
"""Ways to take part in a forum; from the third on they sponsor an item that needs a quorum."""

TRAININGS = ("readiness", "officers", "reserve")
TREATIES = ("defence", "neutrality", "non_aggression", "consultation")
QUANTITIES = ("troops", "equipment", "logistics", "intelligence", "cyber", "readiness", "stability", "terror")
"""What one nation estimates of another, in this order; trust in the observer is a ninth."""

RUNGS = ("none", "statement", "good_offices", "supplies", "access", "show_of_force", "fighting")
"""The support ladder: 0 is no support, 6 is fighting at the victim's side."""

POSTURES = ("escalate", "hold", "de_escalate", "mediation")
VIOLENCE = ("none", "minor", "serious", "war")
OUTCOMES = ("victory", "compromise", "stalemate", "defeat")
ORGANISATIONS = ("un", "nato", "oic", "au", "eu", "other")

TROOPS, EQUIPMENT, LOGISTICS, INTELLIGENCE, CYBER, DIPLOMACY = range(6)
(SHARING, COUNTER_TERROR, AID, TRADE_CONTROL, CYBER_DEFENCE, ACCESS, PACT) = range(7)
DEFENCE, NEUTRALITY, NON_AGGRESSION, CONSULTATION = range(4)
READINESS, STABILITY, TERROR, TRUST = 5, 6, 7, 8
"""Positions among QUANTITIES; TRUST is the ninth estimate."""

HUNDRED = 100
"""Staff, funds and capabilities are kept in hundredths of a point or unit."""
