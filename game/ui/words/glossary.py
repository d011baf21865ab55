"""Plain words for every term the rules can show: its name, what it says, and what moves it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Notion:
    """A term in English, translated where it is shown; `moves` says what the player can do about it."""

    name: str
    text: str
    moves: str = ""


_TIES = {
    "treaties": Notion(
        "Treaties",
        "The strongest treaty both have signed; among more than two members it counts half.",
    ),
    "defence pact": Notion("Defence pact", "A pact between the two, by its level.", "Propose or raise a defence pact."),
    "cooperation agreements": Notion(
        "Co-operation",
        "Intelligence sharing, counter-terrorism, trade control, cyber defence and access, each by its level.",
        "Propose or raise agreements.",
    ),
    "military aid": Notion(
        "Military aid", "What the supporter gives: who invests in a partner stands by it.", "Ask them to invest in you."
    ),
    "trust": Notion(
        "Trust",
        "What they think of the other side. Of yourself you know it, of others you estimate it.",
        "Drills, forums, missions, agreements and an attaché earn trust; broken promises lose it.",
    ),
    "interoperability": Notion(
        "Interoperability", "How well the forces work together.", "Drill together, or adopt a common standard."
    ),
    "access": Notion(
        "Insight", "How well they know the other's forces.", "Posts, intelligence sharing and forums widen it."
    ),
    "shared missions": Notion(
        "Shared missions", "Missions in which both serve; three count at most.", "Send contingents where they serve."
    ),
    "forums": Notion("Forums", "Forums in which both sit; three count at most."),
    "favours": Notion(
        "Favours owed", "Help received in a crisis and not yet returned.", "Stand by them when they are in need."
    ),
}
_CONSENT = {
    "interests": Notion("Interests", "How alike the two see the world; it hardly changes."),
    "existing ties": Notion(
        "Existing ties",
        "Public ties that hold already: one agreement leads to the next.",
        "Begin with easier agreements.",
    ),
    "need": Notion(
        "Their need", "How much they lack of what this brings.", "Offer what they lack, not what they have."
    ),
    "proposers lead": Notion(
        "Proposer's lead", "How far the proposer surpasses them in what it brings.", "Build up that capability at home."
    ),
    "hostility": Notion(
        "Hostility",
        "Tension between the two; it fades slowly and rises with clashes and provocation.",
        "De-escalate, and drill elsewhere than at their borders.",
    ),
    "friends rivals": Notion(
        "Friends' rivals",
        "Hostility towards the proposer among their own friends.",
        "Ease the tension with their friends.",
    ),
    "standing": Notion(
        "Standing",
        "The name a nation has in the world, above or below the middle.",
        "Missions, forums and good offices raise standing.",
    ),
    "reliability": Notion(
        "Reliability",
        "The record of commitments kept and broken, above or below three in four.",
        "Keep agreements and tours of duty.",
    ),
    "burden": Notion("Burden", "Staff to keep up the new levels, turn after turn.", "Propose a lower level."),
    "agreements already": Notion("Agreements already", "Their staff is bound by agreements they keep."),
    "distance": Notion("Distance", "Far partners help later and matter less."),
    "attache": Notion(
        "Attaché in the capital", "An officer on the spot gets better terms.", "Keep an officer in their capital."
    ),
    "own counter offer": Notion(
        "Their own wish", "It is the level they asked for themselves.", "Propose the level they named."
    ),
}
_WILLINGNESS = {
    "strength": Notion("Strength of the tie", "How firmly the supporter stands by the victim.", "Strengthen the tie."),
    "obligation": Notion(
        "Obligation", "A defence treaty or pact, as far as the supporter is reliable.", "Conclude a defence pact."
    ),
    "rivalry with adversary": Notion("Rivalry with the adversary", "The supporter's own quarrel with the other side."),
    "tie with adversary": Notion("Tie with the adversary", "The supporter is bound to the other side too."),
    "treaty with adversary": Notion(
        "Treaty with the other side", "A neutrality or non-aggression treaty holds the supporter back."
    ),
    "aggression": Notion("It began it", "Few like to stand by the one who began it."),
    "own load": Notion("Own load", "Contingents of the supporter that are away already."),
    "risk": Notion("Risk", "The violence of the crisis.", "De-escalate."),
    "casualties at home": Notion("Casualties at home", "Losses of the last quarters weigh on the supporter."),
    "standing of the victim": Notion(
        "Standing of the victim", "The victim's name in the world, above or below the middle.", "Raise your standing."
    ),
    "mood": Notion("Mood of the world", "One shock that all outsiders share in this crisis; it is public."),
    "sympathy": Notion("Sympathy", "The victim was defeated not long ago."),
}
_CRISES = {
    "coverage": Notion(
        "Coverage",
        "How far the demand is met, above or below the balance; the weakest category rules.",
        "Commit contingents, ask for help, and cover the weakest category.",
    ),
    "resolve": Notion("Resolve", "Escalating shows resolve, de-escalating costs some.", "Change your posture."),
    "audience": Notion(
        "Audience",
        "Having escalated in public binds: it adds resolve, or costs when it is given up.",
        "Escalate only what you mean to hold.",
    ),
    "violence": Notion("Violence", "The more violent a crisis, the sooner others step in."),
    "regional bodies": Notion("Regional bodies", "Forums in which both sides sit; three count at most."),
    "mediation panel": Notion(
        "Mediation panel", "A panel of a forum both sides sit in.", "Sponsor a mediation panel in a common forum."
    ),
    "good offices": Notion("Good offices", "Mediation that was accepted.", "Accept mediation."),
    "tempo": Notion("Tempo", "How often this happens at all."),
    "posture": Notion(
        "Posture",
        "Escalating makes violence likelier; giving way and accepting mediation calm.",
        "Change your posture.",
    ),
    "show of force": Notion(
        "Show of force", "Partners at the victim's side make escalation less likely.", "Ask partners for help."
    ),
    "power": Notion("Balance of power", "How much stronger the challenger is than the victim.", "Keep forces at home."),
    "expected support": Notion(
        "Expected help",
        "The help that would come in a crisis, against what it would ask for; each friend more adds a little less.",
        "Strengthen ties with partners who are near and able.",
    ),
    "peacekeepers": Notion(
        "Peacekeepers", "A mission in the country makes it less likely.", "Send contingents to missions there."
    ),
    "recurrence": Notion("Recurrence", "After a defeat the next crisis comes sooner."),
    "impossible": Notion("Out of the question", "It can't happen between these two, or to this nation."),
    "pressure": Notion("Pressure", "Instability or terror threat within.", "Raise stability, lower the terror threat."),
    "protection": Notion(
        "Protection", "Cyber defence, or intelligence, guards against it.", "Build up that capability."
    ),
    "spread": Notion("Spread", "The same trouble burns next door.", "Help the neighbours."),
}
_INDEX = {
    "integrity": Notion("Integrity", "What defeats in crises have left; at nothing the state fails.", "Avoid defeats."),
    "stability": Notion(
        "Stability", "How firmly the state stands.", "Counter-terrorism agreements, missions next door, no defeats."
    ),
    "peace around": Notion(
        "Peace around", "Calm at home and among the neighbours.", "Missions and good offices calm neighbours."
    ),
}
_CHOICES = {
    "readiness": Notion("Readiness", "How much of the force can go at once."),
    "terror": Notion("Terror threat", "How much terrorism threatens the nation."),
    "funds": Notion("Funds", "Money in hand."),
    "price": Notion("Price", "Funds that the choice takes at once."),
}

TERMS: Mapping[str, Notion] = MappingProxyType({**_TIES, **_CONSENT, **_WILLINGNESS, **_CRISES, **_INDEX, **_CHOICES})
"""Every term name of the rules, as `core.terms.score` spells it."""

QUANTITY_NOTIONS: Mapping[str, Notion] = MappingProxyType(
    {
        "troops": Notion("Troops", "Contingents of 200 soldiers at home."),
        "equipment": Notion("Equipment", "Arms and vehicles, in units of one contingent."),
        "logistics": Notion("Logistics", "What moves and feeds forces far away."),
        "intelligence": Notion("Intelligence", "What they find out, and how early."),
        "cyber": Notion("Cyber", "Attack and defence of networks."),
        "diplomacy": Notion("Diplomacy", "Weight at the table."),
        "readiness": Notion("Readiness", "How much of the force can go at once."),
        "stability": Notion("Stability", "How firmly the state stands."),
        "terror": Notion("Terror threat", "How much terrorism threatens it."),
    }
)

OFFER_NOTIONS: Mapping[str, Notion] = MappingProxyType(
    {
        "intelligence_sharing": Notion(
            "Intelligence sharing",
            "Each sees the other better and learns from the better service.",
            "Leaks through a weak partner are possible.",
        ),
        "counter_terrorism": Notion("Counter-terrorism", "The terror threat falls in both countries, turn by turn."),
        "military_aid": Notion(
            "Military aid",
            "The giver transfers equipment each turn and stands closer by the receiver.",
            "One way: who proposes it gives. The giver pays funds, and both bind staff to keep it up.",
        ),
        "trade_control": Notion("Defence trade control", "Technology flows from the better equipped to the other."),
        "cyber_defence": Notion("Cyber defence", "Both networks get harder to attack."),
        "logistics_access": Notion(
            "Logistics and access", "Bases and transport open up: help arrives sooner, both ways."
        ),
        "defence_pact": Notion(
            "Defence pact",
            "Each promises to stand by the other; the strongest tie there is.",
            "A promise broken in a crisis costs your name with everybody.",
        ),
        "drill_field": Notion("Field drill", "The armies learn to work together."),
        "drill_maritime": Notion("Maritime drill", "The navies learn to work together; trains logistics."),
        "drill_air": Notion("Air drill", "The air forces learn to work together; trains equipment."),
        "drill_counter_terror": Notion("Counter-terror drill", "Lowers the terror threat in both countries."),
        "drill_cyber": Notion("Cyber drill", "Trains cyber defence."),
        "drill_relief": Notion("Relief drill", "Trains logistics for disasters."),
    }
)
"""What can be offered, by the names of `core.instruments.offers.OFFERS`; `moves` holds the catch, if any."""

TREATY_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "defence": "Defence treaty",
        "neutrality": "Neutrality treaty",
        "non_aggression": "Non-aggression treaty",
        "consultation": "Consultation treaty",
    }
)

VERDICTS: Mapping[str, tuple[str, str, str, str]] = MappingProxyType(
    {
        "consent": ("They would accept", "They would probably accept", "They would probably decline",
                    "They would decline"),
        "own consent": ("Your staff would accept", "Your staff would accept", "Your staff would decline",
                        "Your staff would decline"),
    }
)  # fmt: skip
"""By title of an explanation: surely yes, rather yes, rather no, surely no."""


def handbook_terms() -> dict[str, dict[str, tuple[str, ...]]]:
    """The tables for the handbook: group, key, and name, text and what moves it."""
    groups: dict[str, Mapping[str, Notion]] = {
        "ties": _TIES, "consent": _CONSENT, "help": _WILLINGNESS, "crises": _CRISES, "index": _index_terms(),
        "choices": _CHOICES, "quantities": QUANTITY_NOTIONS, "offers": OFFER_NOTIONS,
    }  # fmt: skip
    return {name: {key: astuple(notion) for key, notion in table.items()} for name, table in groups.items()}


def _index_terms() -> dict[str, Notion]:
    """All five parts of the index; two of them have their words from other scores."""
    return {name: TERMS[name] for name in ("integrity", "stability", "expected support", "standing", "peace around")}


def texts() -> Iterator[str]:
    """Every English text of these tables, for catalogues of translations."""
    for table in (TERMS, QUANTITY_NOTIONS, OFFER_NOTIONS):
        for notion in table.values():
            yield from (text for text in astuple(notion) if text)
    yield from TREATY_NAMES.values()
    for verdicts in VERDICTS.values():
        yield from verdicts
