"""Logistic regression by Newton's method, for the one finding that comes from a regression."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray


def odds_ratio(table: NDArray[np.float64]) -> float:
    """exp(coefficient) of the first predictor; table (R, 1 + P): outcome 0/1, then predictors; nan if undefined."""
    outcome, predictors = table[:, 0], table[:, 1:]
    if not 0 < outcome.sum() < len(outcome) or not 0 < predictors[:, 0].sum() < len(outcome):
        return math.nan
    others = predictors[:, 1:]
    scaled = (others - others.mean(axis=0)) / np.maximum(others.std(axis=0), 1e-9)
    design = np.column_stack([predictors[:, 0], scaled, np.ones(len(outcome))])
    weights = np.zeros(design.shape[1])
    weights[-1] = math.log(outcome.mean() / (1 - outcome.mean()))
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        slope = design.T @ (outcome - chance)
        curvature = (design * (chance * (1 - chance))[:, None]).T @ design + 1e-6 * np.eye(len(weights))
        change = np.linalg.solve(curvature, slope)
        weights += change * min(1.0, 2.0 / float(np.abs(change).max()))
        if np.abs(change).max() < 1e-6:
            break
    return math.exp(min(weights[0], 30))
