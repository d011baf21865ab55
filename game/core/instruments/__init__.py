"""The table of instruments: everything that plans, shows, checks or learns loops over it."""

from game.core.instruments.agreement import AGREEMENT
from game.core.instruments.answer import ANSWER
from game.core.instruments.attache import ATTACHE
from game.core.instruments.decision import DECIDE
from game.core.instruments.drill import DRILL
from game.core.instruments.forum import FORUM
from game.core.instruments.instrument import Instrument
from game.core.instruments.peacekeeping import PEACEKEEPING
from game.core.instruments.responses import COMMIT, GOOD_OFFICES, PLEDGE, POSTURE, REQUEST
from game.core.instruments.training import TRAINING

INSTRUMENTS: tuple[Instrument, ...] = (PEACEKEEPING, ATTACHE, DRILL, AGREEMENT, FORUM, TRAINING)
"""The six instruments of defence diplomacy, given in PLAN."""

CRISIS_ORDERS: tuple[Instrument, ...] = (REQUEST, ANSWER, POSTURE, COMMIT, PLEDGE, GOOD_OFFICES, DECIDE)
"""Orders that respond to others or to the story: requests go out in PLAN, the rest is given in RESPOND."""

TABLE: tuple[Instrument, ...] = INSTRUMENTS + CRISIS_ORDERS
POSITION: dict[str, int] = {instrument.key: position for position, instrument in enumerate(TABLE)}
