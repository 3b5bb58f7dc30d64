"""Numbers for alarms and looks, by other numerical ways than the code's, on numpy and scipy:

python3 make-alarms-ground-truth.py > alarms-ground-truth.jsonl

A line a statistic: {"name", "rows"}.
"""

import json
import math

import numpy as np
import scipy
from scipy import stats
from scipy.optimize import brentq


def cusum_arl(usual, ratio, cells, on_changed):
    """A step up is `ratio` steps down for the right changed rate: then the values are a finite Markov chain, and its equations are exact."""
    def excess(changed):
        return math.log((1 - changed) / (1 - usual)) / -math.log(changed / usual) - ratio

    changed = brentq(excess, 0.02, usual - 1e-6, xtol=1e-15)
    down = -math.log(changed / usual)
    rate = changed if on_changed else usual
    moves = np.zeros((cells, cells))
    for state in range(cells):
        moves[state, max(0, state - 1)] += rate
        if state + ratio < cells:
            moves[state, state + ratio] += 1 - rate
    lengths = np.linalg.solve(np.eye(cells) - moves, np.ones(cells))
    # Halfway between two values, so that no rounding decides.
    return [usual, changed, (cells - 0.5) * down, rate, float(lengths[0])]


def ewma_arl(weight, limit, shift, cells=2_001):
    """Brook & Evans' chain of Lucas & Saccucci 1990, extrapolated from two grids (its error falls with the square of a cell)."""

    def at(cells):
        reach = limit * math.sqrt(weight / (2 - weight))
        edges = np.linspace(-reach, reach, cells + 1)
        middles = (edges[1:] + edges[:-1]) / 2
        to = stats.norm.cdf((edges[None, :] - (1 - weight) * middles[:, None]) / weight - shift)
        moves = np.diff(to, axis=1)
        return np.linalg.solve(np.eye(cells) - moves, np.ones(cells))[cells // 2]

    coarse, fine = at(cells // 3), at(cells)
    ratio = (cells / (cells // 3)) ** 2
    return float((ratio * fine - coarse) / (ratio - 1))


def spending(fractions, alpha, shape):
    """Simpson's rule on an even grid of many points, look by look."""
    def spent(t):
        if shape == "pocock":
            return alpha * math.log(1 + (math.e - 1) * t)
        return 2 * stats.norm.sf(stats.norm.isf(alpha / 2) / math.sqrt(t))

    places, masses, time, done, bounds = np.array([0.0]), np.array([1.0]), 0.0, 0.0, []
    for t in fractions:
        deviation = math.sqrt(t - time)
        end = brentq(lambda x: (masses * stats.norm.sf((x - places) / deviation)).sum() - (spent(t) - done), -9, 9, xtol=1e-14)
        grid = np.linspace(-9, end, 3_001)
        density = (masses[None, :] * stats.norm.pdf((grid[:, None] - places[None, :]) / deviation)).sum(1) / deviation
        rule = np.full(len(grid), 2.0)
        rule[1::2] = 4
        rule[[0, -1]] = 1
        places, masses = grid, density * rule * (grid[1] - grid[0]) / 3
        time, done = t, spent(t)
        bounds.append(end / math.sqrt(t))
    return {"fractions": fractions, "alpha": alpha, "shape": shape, "bounds": bounds}


tables = {
    "made_with": f"scipy {scipy.__version__}, numpy {np.__version__}",
    "cusum": [cusum_arl(u, r, c, on) for u, r, c in [(0.9, 6, 30), (0.9, 5, 40), (0.95, 12, 45), (0.75, 2, 12)] for on in [False, True]],
    "ewma": [[w, l, s, ewma_arl(w, l, s)] for w, l in [(0.1, 2.814), (0.25, 2.9), (0.05, 2.6)] for s in [0, 0.5, 1]],
    "spending": [spending(f, a, s) for f, a in [([0.2, 0.4, 0.6, 0.8, 1], 0.025), ([0.3, 0.35, 0.9], 0.05)] for s in ["obrien-fleming", "pocock"]],
}
for name, rows in tables.items():
    print(json.dumps({"name": name, "rows": rows}))
