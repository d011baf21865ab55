"""What an order that asks nobody's consent brings, with the numbers of the rules that are played."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.ui.widgets.points import signed
from game.ui.words.explain import hundredths_text
from game.ui.words.i18n import _

if TYPE_CHECKING:
    from game.core.ruleset import Rules


def effect_text(rules: Rules, instrument: str, option: str) -> str:
    """One or two sentences; "" for an instrument that is explained elsewhere."""
    match instrument:
        case "attache":
            return _attache(rules, option)
        case "training":
            return _training(rules, option)
        case "peacekeeping":
            return _peacekeeping(rules, option)
        case "forum":
            return _forum(rules, option)
    return ""


def _attache(rules: Rules, option: str) -> str:
    if option == "close":
        return _("The officer comes home. The points for what you propose there end, and what you see fades.")
    text = _("Every turn a fresh and sharper look at them, and {trust}% more trust. {points} points for whatever you"
             " propose there. The post takes {funds} funds a turn and binds the officer until you close it."
             )  # fmt: skip
    return text.format(
        trust=hundredths_text(rules.post_trust),
        points=signed(rules.consent_post),
        funds=hundredths_text(rules.post_funds),
    )


def _training(rules: Rules, option: str) -> str:
    if option == "officers":
        text = _("One attaché officer for every {quarters} quarters of training.")
        return text.format(quarters=rules.officer_quarters)
    if option == "reserve":
        text = _("Contingents that crises can call up: {gain}% of your force a quarter, {most}% at most.")
        return text.format(gain=rules.reserve_gain // 100, most=rules.reserve_limit // 100)
    text = _("{gain}% more readiness: more of the force can go at once. Untrained, it falls back to {base}%.")
    return text.format(gain=rules.training_readiness // 100, base=rules.readiness_base // 100)


def _peacekeeping(rules: Rules, option: str) -> str:
    if option == "withdraw":
        text = _("They come home. In the middle of a tour of {turns} turns that is an early recall, and costs trust.")
        return text.format(turns=rules.rotation)
    text = _("Every turn standing for you, and trust of the host and of all who serve there; the host calms. Losses"
             " are possible. A tour takes {turns} turns: leaving in the middle of one costs trust.")  # fmt: skip
    return text.format(turns=rules.rotation)


def _forum(rules: Rules, option: str) -> str:
    if option == "attend":
        text = _("Every member trusts you {trust}% more, and your standing grows.")
        return text.format(trust=hundredths_text(rules.attend_trust))
    if option == "host":
        text = _("Every member trusts you {trust}% more, and your standing grows three times as much.")
        return text.format(trust=hundredths_text(rules.host_trust))
    text = _("Adopted when {quorum}% of the members trust you enough to back it. Then it serves all of them for"
             " {turns} turns, and your standing grows.")  # fmt: skip
    return text.format(quorum=rules.item_quorum // 100, turns=rules.item_turns)
