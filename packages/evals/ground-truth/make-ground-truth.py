"""Numbers that the statistics are tested against, from scipy and statsmodels: python3 make-ground-truth.py > ground-truth.jsonl

A line a statistic: {"name", "rows"}.
"""

import json
import random

import numpy as np
import scipy
import scipy.special as special
import scipy.stats as stats
import statsmodels
import statsmodels.api as sm
from scipy.optimize import brentq, minimize_scalar
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

draw = random.Random(7)


def clustered(values, clusters):
    model = sm.OLS(np.array(values), np.ones(len(values)))
    fit = model.fit(cov_type="cluster", cov_kwds={"groups": np.array(clusters), "use_correction": True})
    # Its correction is C/(C-1) times (n-1)/(n-k), and the latter is 1 for a mean.
    return float(fit.bse[0])


def student_quantile(p, df):
    """scipy 1.10's own t.ppf is 1e-9 off at p = .0005, df = 1 (a tangent in closed form); its cdf is exact."""
    return brentq(lambda t: stats.t.cdf(t, df) - p, -1e4, 1e4, xtol=1e-300, rtol=1e-15, maxiter=1000)


def tango_interval(n, gained, lost, alpha):
    """Tango 1998, by maximising the trinomial likelihood numerically instead of the closed form."""
    def z(delta):
        low, high = max(0.0, -delta), (1 - delta) / 2

        def minus_log_likelihood(q21):
            q12 = q21 + delta
            terms = [(gained, q12), (lost, q21), (n - gained - lost, 1 - q12 - q21)]
            return -sum(k * np.log(max(q, 1e-300)) for k, q in terms if k > 0)

        best = minimize_scalar(
            minus_log_likelihood, bounds=(low, high), method="bounded", options={"xatol": 1e-13}
        ).x
        variance = n * (2 * best + delta * (1 - delta))
        return (gained - lost - n * delta) / np.sqrt(variance)

    quantile = stats.norm.ppf(1 - alpha)
    observed = (gained - lost) / n
    return [
        brentq(lambda delta: z(delta) - quantile, -0.9999, observed - 1e-9),
        brentq(lambda delta: z(delta) + quantile, observed + 1e-9, 0.9999),
    ]


def mid_p(b, c):
    """Fagerland, Lydersen & Laake 2013: every outcome that lies further off, and half of those that lie as far."""
    n = b + c
    outcomes = np.arange(n + 1)
    chances = stats.binom.pmf(outcomes, n, 0.5)
    distances = np.abs(2 * outcomes - n)
    seen = abs(b - c)
    return float(chances[distances > seen].sum() + chances[distances == seen].sum() / 2)


cluster_cases = []
for size, groups in [(21, 6), (60, 12), (200, 40)]:
    effects = [draw.uniform(-0.3, 0.3) for _ in range(groups)]
    clusters = [draw.randrange(groups) for _ in range(size)]
    values = [round(min(1, max(0, 0.7 + effects[c] + draw.uniform(-0.3, 0.3))), 3) for c in clusters]
    cluster_cases.append({"values": values, "clusters": clusters, "standard_error": clustered(values, clusters)})

tables = {
    "made_with": f"scipy {scipy.__version__}, statsmodels {statsmodels.__version__}",
    "normal_cdf": [[x, stats.norm.cdf(x)] for x in [-30, -8, -5, -3.5, -3, -2.9, -1.96, -0.5, 0, 0.1, 1, 2.5, 6]],
    "normal_quantile": [[p, stats.norm.ppf(p)] for p in [1e-12, 1e-6, 0.001, 0.02, 0.025, 0.05, 0.2, 0.5, 0.8, 0.95, 0.975, 0.999]],
    "student_quantile": [[p, df, student_quantile(p, df)] for p in [0.0005, 0.025, 0.05, 0.2, 0.9, 0.95, 0.975, 0.9995] for df in [1, 2, 4, 10, 59, 199, 5000]],
    "student_cdf": [[t, df, stats.t.cdf(t, df)] for t in [-40, -6, -1.5, 0, 0.3, 2, 9] for df in [1, 3, 30, 1000]],
    "incomplete_beta": [[x, a, b, special.betainc(a, b, x)] for x in [0.001, 0.2, 0.5, 0.77, 0.999] for a, b in [(0.5, 0.5), (2, 3), (30, 0.5), (12, 40), (500, 480)]],
    "log_gamma": [[x, special.gammaln(x)] for x in [0.1, 0.5, 1, 2.5, 10, 171, 5000.5]],
    "wilson": [[k, n, *proportion_confint(k, n, 0.05, "wilson")] for k, n in [(81, 263), (0, 30), (30, 30), (49, 50), (1, 7)]],
    "mcnemar": [[b, c, mcnemar([[0, b], [c, 0]], exact=True).pvalue] for b, c in [(12, 3), (6, 2), (1, 0), (40, 55), (300, 260)]],
    "mcnemar_mid_p": [[b, c, mid_p(b, c)] for b, c in [(12, 3), (6, 2), (1, 0), (1, 1), (5, 5), (40, 40), (40, 55), (300, 260), (300, 300)]],
    "tango": [[n, b, c, alpha, *tango_interval(n, b, c, alpha)] for n, b, c, alpha in [(44, 0, 1, 0.05), (60, 3, 5, 0.05), (200, 12, 3, 0.025), (500, 40, 61, 0.05), (100, 7, 7, 0.1)]],
    "clustered": cluster_cases,
}
for name, rows in tables.items():
    print(json.dumps({"name": name, "rows": rows}))
