"""One campaign as it is being played: the seat's plan, the other ministers, and the only caller of the engine's step."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from game.content import saves
from game.content.model import Scenario
from game.content.saves import SaveError
from game.content.start import build
from game.core.alliances import alliances
from game.core.chance import Luck
from game.core.instruments.instrument import Target
from game.core.observe import Observation, observe
from game.core.orders import Order, OrderTable, Refused, carry_out_all, compile_orders, crisis_id, why_not
from game.core.score import met
from game.core.setting import Objective, Setting
from game.core.state import State
from game.core.step import step
from game.core.terms import Explanation
from game.ministers.table import policy as minister
from game.ui import campaign_file, insight
from game.ui.dispatches import Dispatch, write
from game.ui.insight import Crisis, Offer
from game.ui.news import News, news_of
