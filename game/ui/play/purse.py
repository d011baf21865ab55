"""What a seat has at a decision point, and what its plan takes of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mean:
    """One resource at this decision point: what there is, and what the plan takes of it."""

    total: int
    planned: int

    @property
    def left(self) -> int:
        """What the plan leaves."""
        return self.total - self.planned


@dataclass(frozen=True, slots=True)
class Means:
    """Staff and funds in hundredths, contingents at home and officers free as they are."""

    staff: Mean
    funds: Mean
    contingents: Mean
    officers: Mean
