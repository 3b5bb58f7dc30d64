"""Numbers for drift and for the bootstrap, from scipy and by counting:

python3 make-drift-ground-truth.py > drift-ground-truth.jsonl

A line a statistic: {"name", "rows"}.
"""

import itertools
import json
import random

import numpy as np
import scipy
from scipy import stats

draw = random.Random(31)


def ks_counted(left, right):
    """Every way to deal the values out to both sides."""
    pool = np.array(left + right)
    points = np.unique(pool)

    def distance(chosen):
        inside = np.zeros(len(pool), dtype=bool)
        inside[list(chosen)] = True
        one = (pool[inside][:, None] <= points).mean(0)
        other = (pool[~inside][:, None] <= points).mean(0)
        return np.abs(one - other).max()

    seen = distance(range(len(left)))
    ways = [distance(c) >= seen - 1e-12 for c in itertools.combinations(range(len(pool)), len(left))]
    return [left, right, float(seen), float(np.mean(ways))]


def ks_scipy(left, right):
    result = stats.ks_2samp(left, right, method="exact")
    return [left, right, float(result.statistic), float(result.pvalue)]


def mmd(left, right):
    x, y = np.array(left), np.array(right)
    both = np.vstack([x, y])
    apart = scipy.spatial.distance.pdist(both)
    bandwidth = np.median(apart)

    def kernel(a, b):
        return np.exp(-scipy.spatial.distance.cdist(a, b, "sqeuclidean") / (2 * bandwidth**2))

    n, m = len(x), len(y)
    within = (kernel(x, x).sum() - n) / (n * (n - 1)) + (kernel(y, y).sum() - m) / (m * (m - 1))
    return [left, right, float(bandwidth), float(within - 2 * kernel(x, y).mean())]


def psi(before, now):
    """Both directions of the Kullback-Leibler divergence added up."""
    p, q = np.array(before) / sum(before), np.array(now) / sum(now)
    distance = float(stats.entropy(p, q) + stats.entropy(q, p))
    statistic = distance / (1 / sum(before) + 1 / sum(now))
    return [before, now, distance, float(stats.chi2.sf(statistic, len(before) - 1))]


def sfc32(seed):
    mask = 0xFFFFFFFF
    a, b, c, counter = 0, seed & mask, (seed >> 32) & mask, 1

    def step():
        nonlocal a, b, c, counter
        out = (a + b + counter) & mask
        counter = (counter + 1) & mask
        a = b ^ (b >> 9)
        b = (c + (c << 3)) & mask
        c = ((((c << 21) & mask) | (c >> 11)) + out) & mask
        return out / 2**32

    for _ in range(12):
        step()
    return step


def bca(values, clusters, p, confidence, resamples, seed):
    """The statistic is a quantile by numpy; the rest of the method from its formulas, on numpy and scipy."""
    step = sfc32(seed)
    units = list({c: [v for v, k in zip(values, clusters) if k == c] for c in clusters}.values())

    def statistic(groups):
        return float(np.quantile(np.concatenate(groups), p))

    seen = statistic(units)
    samples = np.array([statistic([units[int(step() * len(units))] for _ in units]) for _ in range(resamples)])
    below = (samples < seen).mean() + (samples == seen).mean() / 2
    z0 = stats.norm.ppf(below)
    left_out = np.array([statistic(units[:i] + units[i + 1 :]) for i in range(len(units))])
    a = stats.skew(-left_out) / (6 * np.sqrt(len(units)))
    z = stats.norm.ppf([(1 - confidence) / 2, (1 + confidence) / 2])
    levels = stats.norm.cdf(z0 + (z0 + z) / (1 - a * (z0 + z)))
    ends = np.quantile(samples, levels)
    return {
        "values": values,
        "clusters": [str(c) for c in clusters],
        "p": p,
        "confidence": confidence,
        "resamples": resamples,
        "seed": seed,
        "truth": [float(z0), float(a), float(ends[0]), float(ends[1])],
    }


def sample(n, shift=0.0):
    return [round(draw.gauss(shift, 1), 6) for _ in range(n)]


def tied(n, shift=0):
    return [draw.randrange(4) + shift for _ in range(n)]


def vectors(n, shift):
    return [[round(draw.gauss(shift, 1), 3) for _ in range(3)] for _ in range(n)]


skewed = [round(draw.lognormvariate(0, 1), 4) for _ in range(40)]
tables = {
    "made_with": f"scipy {scipy.__version__}, numpy {np.__version__}",
    "ks_counted": [ks_counted(*s) for s in [(tied(7), tied(6, 1)), (tied(5), tied(8, 2)), ([1, 1, 1], [1, 1, 2]), (sample(6), sample(5, 1))]],
    "ks_scipy": [ks_scipy(*s) for s in [(sample(30), sample(50, 0.3)), (sample(10), sample(10)), (sample(70), sample(90, 2)), (sample(1), sample(20))]],
    "mmd": [mmd(vectors(12, 0), vectors(20, 0.5)), mmd(vectors(5, 0), vectors(4, 0))],
    "psi": [psi(b, n) for b, n in [([30, 40, 30], [20, 45, 55]), ([100, 200, 150, 80], [90, 220, 160, 70]), ([900, 100], [200, 800])]],
    "bca": [bca(skewed, list(range(40)), 0.5, 0.95, 400, 5), bca(skewed, [i % 9 for i in range(40)], 0.8, 0.9, 300, 77)],
}
for name, rows in tables.items():
    print(json.dumps({"name": name, "rows": rows}))
