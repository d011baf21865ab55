"""Rules: every knob of the game in one frozen value, gathered from the modules that use them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from game.core.alliances import AllianceKnobs
from game.core.commitments import CommitmentKnobs
from game.core.consent import ConsentKnobs
from game.core.crises.kinds import CrisisKnobs
from game.core.crises.support import SupportKnobs
from game.core.drift import DriftKnobs
from game.core.instruments.agreement import AgreementKnobs
from game.core.instruments.answer import AnswerKnobs
from game.core.instruments.attache import AttacheKnobs
from game.core.instruments.decision import DecisionKnobs
from game.core.instruments.drill import DrillKnobs
from game.core.instruments.forum import ForumKnobs
from game.core.instruments.peacekeeping import PeacekeepingKnobs
from game.core.instruments.responses import ResponseKnobs
from game.core.instruments.training import TrainingKnobs
from game.core.knobs import Knob, knobs_of, problem_with
from game.core.observe import FogKnobs
from game.core.score import ScoreKnobs


@dataclass(frozen=True)
class Rules(
    AllianceKnobs, CommitmentKnobs, ConsentKnobs, CrisisKnobs, SupportKnobs, DriftKnobs, AgreementKnobs, AnswerKnobs,
    AttacheKnobs, DecisionKnobs, DrillKnobs, ForumKnobs, PeacekeepingKnobs, ResponseKnobs, TrainingKnobs, FogKnobs,
    ScoreKnobs,
):  # fmt: skip
    """All knobs; a name is unique over all modules."""

    def changed(self, overrides: Mapping[str, int]) -> Rules:
        """The same rules with some knobs changed; raises ValueError naming each one that can't be."""
        problems = [text for name, value in overrides.items() if (text := problem_with(Rules, name, value))]
        if problems:
            raise ValueError("; ".join(problems))
        return replace(self, **overrides)


def knobs() -> dict[str, Knob]:
    """Every knob by name, for schemas, sweeps and the handbook."""
    return {name: its for name, (_, its) in knobs_of(Rules).items()}
