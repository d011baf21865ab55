"""Names for people, in the player's language: nations, missions, forums, crises, agreements, dates."""

from __future__ import annotations

from game.content.format.model import Scenario
from game.content.reading.errors import ScenarioError
from game.content.reading.translations import translated
from game.core.crises.kinds import KINDS
from game.core.instruments import POSITION, TABLE
from game.core.offers import FIRST_DRILL
from game.core.vocabulary import AGREEMENTS, AID, DRILLS
from game.ui.words.i18n import _, current

WORDED: dict[tuple[int, str], tuple[Scenario, Scenario]] = {}
MOST_WORDED = 24  # scenarios kept in the player's language, with the ones they are of


def worded(scenario: Scenario) -> Scenario:
    """The scenario with its texts in the player's language, as far as somebody has written them down."""
    language = current().code
    if language == "en":
        return scenario
    key = (id(scenario), language)
    if key not in WORDED:
        if len(WORDED) >= MOST_WORDED:
            WORDED.pop(next(iter(WORDED)))
        WORDED[key] = (scenario, _in_language(scenario, language))
    return WORDED[key][1]


def _in_language(scenario: Scenario, language: str) -> Scenario:
    try:
        return translated(scenario, language)
    except ScenarioError:
        return scenario  # `check` tells an author what is wrong with the file; a game goes on in English


def objective_title(scenario: Scenario, identity: str) -> str:
    """What an objective asks for."""
    return next((_(one.title) for one in worded(scenario).objectives if one.id == identity), identity)


def nation_name(scenario: Scenario, row: int) -> str:
    """The nation in that row."""
    nation = scenario.nations[row]
    return nation.names.get(current().code, nation.name)


def capital_name(scenario: Scenario, row: int) -> str:
    """The capital of the nation in that row."""
    capital = scenario.nations[row].capital
    return capital.names.get(current().code, capital.name)


def nation_names(scenario: Scenario) -> list[str]:
    """All nations in row order."""
    return [nation_name(scenario, row) for row in range(len(scenario.nations))]


def mission_name(scenario: Scenario, row: int) -> str:
    """The mission in that row."""
    return worded(scenario).missions[row].name


def forum_name(scenario: Scenario, row: int) -> str:
    """The forum in that row."""
    return worded(scenario).forums[row].name


def crisis_name(kind: int) -> str:
    """A kind of crisis by its position in KINDS."""
    return _(KINDS[kind].name)


def option_name(instrument: str, option: str) -> str:
    """An option of an instrument, as panels write it."""
    return _(TABLE[POSITION[instrument]].option_names.get(option, option))


def offer_name(code: int, theirs: bool = False) -> str:
    """What an offer of that code proposes; of aid, where another nation proposes it to the seat, who gives."""
    if code >= FIRST_DRILL:
        return _("{kind} drill").format(kind=option_name("drill", DRILLS[code - FIRST_DRILL]))
    if code - 1 == AID:
        return _("Military aid (they give)") if theirs else _("Military aid")
    return option_name("agreement", AGREEMENTS[code - 1])


def date_text(date: tuple[int, int]) -> str:
    """A quarter, written out."""
    year, quarter = date
    return _("{year} Q{quarter}").format(year=year, quarter=quarter)
