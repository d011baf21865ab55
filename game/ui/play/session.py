"""One campaign as it is being played: the seat's plan, the others' orders, and the only caller of the engine's step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from copy import copy
from pathlib import Path
from typing import Any, Self

import numpy as np

from game.content.building.start import build
from game.content.files import saves
from game.content.files.replays import Record
from game.content.files.saves import SaveError
from game.content.format.model import Scenario
from game.core.alliances import alliances
from game.core.observe import Observation, observe
from game.core.orders import Order, OrderTable, Refused, Trial, compile_orders
from game.core.score import index_score, met
from game.core.setting import Objective, Setting
from game.core.state import State
from game.core.step import StepResult, step
from game.core.terms import Explanation
from game.ministers.estimate import Estimate
from game.ministers.table import policy as minister_of
from game.sim.match import ministers_luck, with_row
from game.ui.people.counterparts import counterpart
from game.ui.play import campaign_file, insight
from game.ui.play.chronicle import Chronicle
from game.ui.play.insight import Crisis, Offer
from game.ui.play.manner import Manner
from game.ui.play.purse import Mean, Means
from game.ui.words.dispatch import Desk, Dispatch
from game.ui.words.dispatches import write
from game.ui.words.news import News, news_of, tallied

Plan = tuple[Order, ...]
MOVED = ("state", "news", "history", "tally", "log", "stop_to_respond", "_plan", "_undone", "_before")
"""What a turn changes, beside the record and the chronicle, which are kept by step and turn."""
IRON_PREFIX = "iron-"  # of the one save that a campaign without a way back has
Past = dict[str, int]  # turn, total, and each term of the index in tenths


class Session:
    """A campaign in one seat. Nothing but `end_turn` moves it on; everything shown is read from `seen`."""

    watched = False  # somebody else's game, or one that is over: nobody plays it

    def __init__(self, scenario: Scenario, setting: Setting, state: State, seat: int, seed: int, level: str) -> None:
        self.scenario, self.setting, self.state = scenario, setting, state
        self.seat, self.seed, self.level = seat, seed, level
        self.rules: dict[str, int] = {}  # beyond those of the scenario, which `setting` knows
        self.folder: Path | None = None  # of automatic saves; None keeps none
        self.manner = Manner()  # how it is played, beside the rules
        self.stop_to_respond = False  # the player wants the second decision point even if nobody asks anything
        self.trouble = ""  # why the last automatic save failed
        self.news: list[News] = []
        self.history: list[Past] = []
        self.tally: Counter[str] = Counter()  # crises by outcome, agreements, drills, pledges so far
        self.log: list[tuple[int, Order]] = []  # (step, order): with scenario and seed the whole game
        self.record = Record()  # digests and everybody's orders: what makes a save a replay too
        self.chronicle = Chronicle()  # every turn so far, for charts and replays
        self.staffed = False  # somebody keeps `estimate` up with the plan
        self.estimate: Estimate | None = None  # the newest there is, of this plan or the one before
        self._minister = minister_of(level)
        self._plan: Plan = ()
        self._undone: list[Plan] = []
        self._before: list[Plan] = []
        self._seen: Observation | None = None
        self._trial: Trial | None = None

    # ------------------------------------------------------------------------------------------ beginning, keeping

    @classmethod
    def new(
        cls, scenario: Scenario, nation_id: str, seed: int, policy: str = "balanced",
        rules: Mapping[str, int] | None = None,
    ) -> Self:  # fmt: skip
        """A new campaign. Raises KeyError for an unknown nation, PolicyError for an unknown policy."""
        setting, state = build(scenario, np.zeros(1, np.int64), seed, rules)
        session = cls(scenario, setting, state, setting.row(nation_id), seed, policy)
        session.rules = dict(rules or {})
        session.history.append(session._past())
        session.chronicle.note(session)
        session.record.see(state)
        return session

    @classmethod
    def load(cls, path: Path) -> Session:
        """A saved campaign. Raises SaveError."""
        loaded = campaign_file.read(path)
        session = cls(loaded.scenario, loaded.setting, loaded.state, loaded.seat, loaded.seed, loaded.level)
        session._plan, session.news = loaded.plan, loaded.news
        session.history, session.log, session.tally = loaded.history, loaded.log, Counter(loaded.tally)
        session.record, session.rules, session.manner = loaded.record, loaded.rules, loaded.manner
        session.chronicle.note(session)
        return session

    def save(self, path: Path) -> None:
        """Write the campaign, plan included. Raises SaveError."""
        campaign_file.write(path, self)

    def autosave(self) -> None:
        """Keep this turn among the last few; a failure is noted in `trouble`, and the game goes on."""
        self.trouble = ""
        if self.folder is None:
            return
        game = f"{self.scenario.id}-{self.nation}-{self.seed}"
        try:
            iron = self.folder / f"{IRON_PREFIX}{game}{saves.SUFFIX}"
            self.save(iron if self.manner.ironman else saves.autosave_path(self.folder, game, self.turn))
            saves.prune(self.folder)
        except SaveError as error:
            self.trouble = str(error)

    # ------------------------------------------------------------------------------------------------- where we are

    @property
    def nation(self) -> str:
        """The seat's id."""
        return self.setting.nations[self.seat]

    @property
    def seen(self) -> Observation:
        """What everybody may know now; read index [0, seat, ...] of it and nothing else."""
        if self._seen is None:
            self._seen = observe(self.state, self.setting)
        return self._seen

    @property
    def planning(self) -> bool:
        """Whether this is the first decision point of the turn."""
        return self.state.planning

    @property
    def turn(self) -> int:
        """Turns since the start, from 0."""
        return self.state.turn

    @property
    def date(self) -> tuple[int, int]:
        """Year and quarter."""
        return self.setting.quarter_of(min(self.turn, self.setting.turns - 1))

    @property
    def over(self) -> bool:
        """Whether the campaign has ended, by time or by the failure of the state."""
        return self.turn >= self.setting.turns or not bool(self.state.alive[0, self.seat])

    # ----------------------------------------------------------------------------------------------------- the plan

    @property
    def plan(self) -> Plan:
        """The orders given so far at this decision point."""
        return self._plan

    def order(
        self, instrument: str, option: str, target: str = "", level: int = 0, amount: int = 0, group: int = 0
    ) -> Order:
        """An order of the seat."""
        return Order(self.nation, instrument, option, target, level, amount, group)

    def refusal(self, order: Order) -> str | None:
        """Why the order would be refused after the plan so far, or None."""
        return self._tried.refusal(order)

    @property
    def _tried(self) -> Trial:
        """The seat's plan carried out on a copy; nothing of it ever reaches the game."""
        if self._trial is None:
            self._trial = Trial(self.state, self.setting, self._plan)
        return self._trial

    def add(self, order: Order) -> str | None:
        """Add an order to the plan; returns the reason if it is refused."""
        why = self.refusal(order)
        if why is None:
            self._set((*self._plan, order))
        return why

    def remove(self, position: int) -> None:
        """Take an order out of the plan."""
        self._set((*self._plan[:position], *self._plan[position + 1 :]))

    def exchange(self, position: int, order: Order) -> str | None:
        """Add an order in place of one of the plan (-1: of none), which stays if the new one is refused."""
        if position >= 0:
            self.remove(position)
        why = self.add(order)
        if why is not None and position >= 0:
            self.undo()
        return why

    def _set(self, plan: Plan) -> None:
        self._before.append(self._plan)
        self._undone.clear()
        self._plan, self._trial = plan, None

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether a change was taken back."""
        return bool(self._undone)

    def undo(self) -> None:
        """Take back the last change of the plan."""
        if self._before:
            self._undone.append(self._plan)
            self._plan, self._trial = self._before.pop(), None

    def redo(self) -> None:
        """Make it again."""
        if self._undone:
            self._before.append(self._plan)
            self._plan, self._trial = self._undone.pop(), None

    @property
    def problems(self) -> list[Refused]:
        """Orders of the plan that would be refused as it stands, as after one they needed was removed."""
        return self._tried.refused

    @property
    def means(self) -> Means:
        """What there is at this decision point, and what the plan takes."""
        draft = self._tried.phase.draft
        pairs = ((array, getattr(draft, name)) for name, array in self._stocks().items())
        columns = [(int(now[0, self.seat]), int(then[0, self.seat])) for now, then in pairs]
        return Means(*(Mean(total, total - left) for total, left in columns))

    def _stocks(self) -> dict[str, np.ndarray]:
        return {name: getattr(self.state, name) for name in ("staff", "funds", "home", "officers")}

    # --------------------------------------------------------------------------------------- what the seat can tell

    def consent(self, order: Order) -> Explanation | None:
        """The other side's estimated answer to a proposal; None when the order needs nobody's consent."""
        return insight.consent_to(self.seen, self.seat, order)

    def own_view(self, offer: Offer) -> Explanation:
        """What an offer to the seat scores by the measure that all ministers use."""
        return insight.own_view(self.seen, self.seat, offer)

    def chance(self, explanation: Explanation) -> int:
        """Estimated acceptance in per cent."""
        return insight.chance(explanation)

    def index(self) -> Explanation:
        """The seat's security index as the seat itself can know it."""
        return insight.index(self.seen, self.seat)

    def tie(self, i: int, j: int) -> Explanation:
        """Points for j standing by i, as the seat estimates them."""
        return insight.tie(self.seen, self.seat, i, j)

    def strength(self, i: int) -> np.ndarray:
        """(N,) how surely each nation stands by i, in ten-thousandths, as the seat estimates it."""
        return insight.strength(self.seen, self.seat, i)

    def offers(self) -> list[Offer]:
        """Offers made to the seat, to be answered in RESPOND."""
        return [] if self.planning else insight.offers(self.seen, self.seat)

    def decisions(self) -> list[int]:
        """Numbers of the decisions of the story that wait for the seat; they are taken in RESPOND."""
        return insight.decisions(self.seen, self.seat)

    def choice_points(self, number: int, place: int) -> Explanation:
        """What a choice of such a decision is worth by the measure that all ministers use."""
        return insight.choice_points(self.seen, number, place)

    def requests(self) -> list[Crisis]:
        """Crises of others in which the seat was asked for help."""
        return insight.requests(self.seen, self.seat)

    def crises(self) -> list[Crisis]:
        """Open crises, the seat's own first."""
        return insight.crises(self.seen, self.seat)

    def objectives(self) -> list[tuple[Objective, bool]]:
        """Each objective, and whether it is met now: as estimated while the game is on, in truth at the end."""
        ties = alliances(self.state, self.setting) if self.over else self.seen.ally_view
        total = index_score(self.state, self.setting, ties).total
        return [
            (one, bool(met(one, self.state, self.setting, total, ties)[0, self.seat]))
            for one in self.setting.objectives
            if not one.nations or self.nation in one.nations
        ]

    def final(self) -> Explanation:
        """The true security index: fog is lifted when the campaign has ended."""
        ties = alliances(self.state, self.setting)
        return index_score(self.state, self.setting, ties).at((0, self.seat), "security index")

    # ------------------------------------------------------------------------------------------------------ the turn

    @property
    def needs_answer(self) -> bool:
        """Whether the second decision point asks the seat for anything."""
        own = any(crisis.own for crisis in self.crises())
        asked = any(not crisis.answered for crisis in self.requests())
        return own or asked or bool(self.offers()) or bool(self.decisions())

    def end_turn(self) -> list[Dispatch]:
        """One decision point further; the second is passed over when nothing needs the seat's answer.

        A turn that breaks off, by a signal or by a fault, has not begun: everything is as it was before.
        """
        if self.over:
            return []
        before = {name: copy(getattr(self, name)) for name in MOVED}
        try:
            ended = self._move_on()
        except BaseException:
            self._go_back(before)
            raise
        if ended or self.manner.ironman:
            self.autosave()
        return self.dispatches

    def _move_on(self) -> bool:
        """One decision point or two; whether the turn has ended."""
        if self.planning:
            self.news = []
            self._advance()
            if self.needs_answer or self.stop_to_respond:
                self.stop_to_respond = False
                return False
        self._advance()
        self.history.append(self._past())
        self.chronicle.note(self)
        return True

    def _go_back(self, before: dict[str, Any]) -> None:
        for name, value in before.items():
            setattr(self, name, value)
        self._seen = self._trial = None
        self.record = self.record.until(self.state.step)
        self.chronicle.moments = {turn: one for turn, one in self.chronicle.moments.items() if turn <= self.turn}

    @property
    def dispatches(self) -> list[Dispatch]:
        """What changed in the last turn, as far as the seat hears of it, the most important first."""
        partner = self.strength(self.seat) >= self.setting.rules.partner_floor
        close = np.nonzero(partner | self.setting.around[self.seat])[0]
        desk = Desk(self.scenario, self.setting, self.seat, frozenset(close.tolist()), tuple(self.news),
                    self.planning, insight.consent_terms(self.seen, self.seat),
                    lambda row, chance: counterpart(self, row).says(chance))  # fmt: skip
        return write(desk)

    def _advance(self) -> None:
        """One step of the engine with the seat's plan and the other ministers' orders."""
        theirs = self._minister.decide(self.seen, ministers_luck(self.state, self.seed))
        everybody = with_row(theirs, self._ordered(), self.seat)
        self._come_to(everybody, step(self.state, everybody, self.setting, self.seed))

    def _ordered(self) -> OrderTable:
        """The plan as the engine takes it; what of it is refused is news."""
        mine, _ = compile_orders(self._plan, self.state, self.setting)
        self.news += [
            News(self.turn, "refused", self.seat, text=refused.reason, detail=self._plan.index(refused.order))
            for refused in self.problems
        ]
        return mine

    def _come_to(self, everybody: OrderTable, result: StepResult) -> None:
        """The next decision point, with everybody's orders and what came of them."""
        fresh = news_of(result.events, self.turn, self.state.kind[0])
        self.news += fresh
        self.tally += tallied(fresh, self.seat)
        self.log += [(self.state.step, order) for order in self._plan]
        self.record.give(self.state.step, everybody)
        self.record.see(result.state)
        self.state = result.state
        self._seen = self._trial = None
        self._plan = ()
        self._before.clear()
        self._undone.clear()

    def _past(self) -> Past:
        points = self.index()
        return {"turn": self.turn, "total": points.total, **{term.name: term.points for term in points.terms}}


def played_in(scenes: Iterable[object]) -> Session | None:
    """The campaign that the lowest of these scenes plays; those above may show other moments of it."""
    found = (getattr(scene, "session", None) for scene in scenes)
    return next((one for one in found if isinstance(one, Session) and not one.watched), None)
