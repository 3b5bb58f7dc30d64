"""Numbers for rates, quantiles and many tests at once, from scipy and statsmodels:

python3 make-rates-ground-truth.py > rates-ground-truth.jsonl

A line a statistic: {"name", "rows"}.
"""

import json
import random
from math import comb

import numpy as np
import scipy
import scipy.special as special
import scipy.stats as stats
import statsmodels
import statsmodels.api as sm
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

draw = random.Random(19)


def clopper_pearson(k, n, confidence, side):
    if side == "both":
        return [float(x) for x in proportion_confint(k, n, 1 - confidence, "beta")]
    name = {"lower": "greater", "upper": "less"}[side]
    interval = stats.binomtest(k, n, alternative=name).proportion_ci(confidence, method="exact")
    return [float(interval.low), float(interval.high)]


def quantile_interval(values, p, confidence):
    """Every pair of ranks is tried: the tightest whose two tails are small enough, each for itself."""
    n = len(values)
    tail = (1 - confidence) / 2
    ordered = sorted(values)
    low = max([r for r in range(1, n + 1) if stats.binom.cdf(r - 1, n, p) <= tail], default=0)
    high = min([r for r in range(1, n + 1) if stats.binom.sf(r - 1, n, p) <= tail], default=n + 1)
    between = sum(stats.binom.pmf(k, n, p) for k in range(low, high))
    return {
        "values": values,
        "p": p,
        "confidence": confidence,
        "estimate": float(np.quantile(values, p)),
        "lower": None if low == 0 else ordered[low - 1],
        "upper": None if high > n else ordered[high - 1],
        "coverage": float(between),
    }


def non_inferiority(values, clusters, margin):
    """statsmodels' cluster covariance without its small-sample factor, times C/(C-1), and scipy's t."""
    fit = sm.OLS(values, np.ones(len(values))).fit(
        cov_type="cluster", cov_kwds={"groups": clusters, "use_correction": False}
    )
    groups = len(set(clusters))
    error = float(fit.bse[0]) * (groups / (groups - 1)) ** 0.5
    p = float(stats.t.sf((np.mean(values) + margin) / error, groups - 1))
    return {"differences": values, "clusters": clusters, "margin": margin, "p": p}


benjamini = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
families = [
    benjamini,
    [0.04, 0.01, 0.03, 0.01, 0.2],
    [1e-300, 0.5, 0.5, 1, 0],
    [draw.random() for _ in range(40)],
    [0.02],
]
graded = []
for size, groups, margin in [(40, 8, 0.1), (90, 30, 0.05), (200, 40, 0.02)]:
    effects = [draw.gauss(0, 0.05) for _ in range(groups)]
    clusters = [draw.randrange(groups) for _ in range(size)]
    graded.append(non_inferiority([round(max(-1, min(1, effects[c] + draw.gauss(0, 0.15))), 3) for c in clusters], clusters, margin))


def pass_table():
    """All subsets counted, as fractions of whole numbers."""
    rows = []
    for n, c, k in [(10, 6, 1), (10, 6, 3), (10, 10, 4), (10, 0, 2), (20, 19, 5), (200, 150, 10), (5, 2, 4)]:
        rows.append([n, c, k, 1 - comb(n - c, k) / comb(n, k), comb(c, k) / comb(n, k)])
    return rows


tables = {
    "made_with": f"scipy {scipy.__version__}, statsmodels {statsmodels.__version__}",
    "chi_square_sf": [[x, df, float(stats.chi2.sf(x, df))] for x in [0, 0.001, 0.5, 3.84, 20, 90, 700] for df in [1, 2, 3.5, 7, 30, 400]],
    "beta_quantile": [[p, a, b, float(special.betaincinv(a, b, p))] for p in [1e-10, 0.001, 0.025, 0.3, 0.5, 0.8, 0.999] for a, b in [(1, 1), (0.5, 0.5), (2, 9), (30, 1), (45, 6), (1, 300), (800, 1200)]],
    "clopper_pearson": [[k, n, c, side, *clopper_pearson(k, n, c, side)] for k, n in [(0, 29), (29, 29), (45, 50), (1, 7), (81, 263), (3, 5000)] for c in [0.9, 0.95, 0.99] for side in ["both", "lower", "upper"]],
    "holm": [[family, [float(p) for p in multipletests(family, method="holm")[1]]] for family in families],
    "benjamini_hochberg": [[family, [float(p) for p in multipletests(family, method="fdr_bh")[1]]] for family in families],
    "quantile_interval": [quantile_interval([round(draw.lognormvariate(0, 1), 3) for _ in range(n)], p, c) for n, p, c in [(1, 0.5, 0.95), (12, 0.5, 0.95), (71, 0.95, 0.95), (72, 0.95, 0.95), (400, 0.95, 0.9), (250, 0.1, 0.99), (150, 0.99, 0.95)]],
    "non_inferiority": graded,
    "pass_at_k": pass_table(),
}
for name, rows in tables.items():
    print(json.dumps({"name": name, "rows": rows}))
