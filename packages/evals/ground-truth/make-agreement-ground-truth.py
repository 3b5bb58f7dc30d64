"""Numbers for raters, judges and samples with weights, from statsmodels, scikit-learn, numpy and by definition:

python3 make-agreement-ground-truth.py > agreement-ground-truth.jsonl

A line a statistic: {"name", "rows"}.
"""

import itertools
import json
import random

import numpy as np
import scipy
import sklearn
import statsmodels
import statsmodels.api as sm
from scipy import stats
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import cohens_kappa

draw = random.Random(23)


def kappa(matrix, weights):
    result = cohens_kappa(np.array(matrix), wt=None if weights == "none" else weights, return_results=True)
    return [float(result.kappa), float(result.std_kappa)]


def check_kappa(matrix, weights, value):
    """scikit-learn says the same of the coefficient."""
    pairs = [(i, j) for i, row in enumerate(matrix) for j, count in enumerate(row) for _ in range(count)]
    theirs = cohen_kappa_score(*zip(*pairs), weights=None if weights == "none" else weights)
    assert abs(theirs - value) < 1e-12


def ac1(shares):
    both = (shares.sum(0) + shares.sum(1)) / 2
    chance = (both * (1 - both)).sum() / (len(shares) - 1)
    return (np.trace(shares) - chance) / (1 - chance)


def ac1_with_error(matrix):
    """The delta method with slopes found numerically by complex steps, so without the code's derivative."""
    counts = np.array(matrix, dtype=float)
    shares = counts / counts.sum()
    slopes = np.zeros_like(shares)
    for cell in np.ndindex(shares.shape):
        moved = shares.astype(complex)
        moved[cell] += 1e-30j
        slopes[cell] = ac1(moved).imag / 1e-30
    variance = (shares * slopes**2).sum() - (shares * slopes).sum() ** 2
    return [float(ac1(shares)), float(np.sqrt(variance / counts.sum()))]


def alpha(units, level):
    """Pair by pair, without a table of coincidences."""
    rated = [[r for r in unit if r is not None] for unit in units]
    rated = [unit for unit in rated if len(unit) >= 2]
    everything = [r for unit in rated for r in unit]
    n = len(everything)

    def distance(c, k):
        if level == "nominal":
            return float(c != k)
        if level == "interval":
            return (c - k) ** 2
        if level == "ratio":
            return 0.0 if c == k else ((c - k) / (c + k)) ** 2
        low, high = min(c, k), max(c, k)
        between = sum(low <= r <= high for r in everything)
        return (between - (everything.count(low) + everything.count(high)) / 2) ** 2 if c != k else 0.0

    seen = sum(sum(distance(a, b) for a, b in itertools.permutations(unit, 2)) / (len(unit) - 1) for unit in rated) / n
    chance = sum(distance(a, b) for a, b in itertools.permutations(everything, 2)) / (n * (n - 1))
    return 1 - seen / chance


def ppi(outputs, confidence):
    """Least squares for lambda: that of the influence of labels alone on what a unit of lambda adds."""
    judged = np.array([o["judged"] for o in outputs])
    has = np.array([o["label"] is not None for o in outputs])
    label = np.array([o["label"] if o["label"] is not None else 0.0 for o in outputs])
    weight = np.where(has, [1 / o.get("probability", 1) for o in outputs], 0.0)
    n, size = int(has.sum()), len(outputs)
    w = weight / weight.sum()
    mean_y, mean_f = (w * label).sum(), (w * judged).sum()
    a = size * w * (label - mean_y)
    b = judged - judged.mean() - size * w * (judged - mean_f)
    lam = float(np.clip(np.linalg.lstsq(b[:, None], -a, rcond=None)[0][0], 0, 1))

    def error(at):
        return float(np.sqrt(np.var(a + at * b) * n / (n - 1) / size))

    estimate = float(lam * judged.mean() + (w * (label - lam * judged)).sum())
    reach = stats.t.ppf(0.5 + confidence / 2, n - 1) * error(lam)
    return {
        "outputs": outputs,
        "confidence": confidence,
        "lambda": lam,
        "estimate": estimate,
        "standard_error": error(lam),
        "lower": estimate - reach,
        "upper": estimate + reach,
        "labels_alone": error(0),
        "plain": error(1),
    }


def draw_outputs(size, share, noise, by_weight):
    outputs = []
    for _ in range(size):
        truth = draw.random()
        judged = round(min(1, max(0, truth + draw.gauss(0.1, noise))), 3)
        probability = round(min(1, share * (0.4 + 1.2 * truth)), 4) if by_weight else share
        label = (1 if truth > 0.4 else 0) if draw.random() < probability else None
        row = {"judged": judged, "label": label}
        if by_weight and label is not None:
            row["probability"] = probability
        outputs.append(row)
    return outputs


def hajek(values, probabilities, clusters):
    """Weighted least squares on a constant, with the cluster covariance of statsmodels times C/(C-1)."""
    fit = sm.WLS(values, np.ones(len(values)), weights=1 / np.array(probabilities)).fit(
        cov_type="cluster", cov_kwds={"groups": clusters, "use_correction": False}
    )
    groups = len(set(clusters))
    return [float(fit.params[0]), float(fit.bse[0]) * (groups / (groups - 1)) ** 0.5]


matrices = [
    [[20, 5], [10, 15]],
    [[90, 5], [5, 0]],
    [[88, 14, 18], [10, 40, 10], [2, 6, 12]],
    [[22, 2, 2, 0], [5, 7, 14, 0], [0, 2, 36, 0], [0, 1, 17, 10]],
    [[draw.randrange(30) for _ in range(5)] for _ in range(5)],
]
kappas = [[m, w, *kappa(m, w)] for m in matrices for w in ["none", "linear", "quadratic"]]
for matrix, weights, value, _ in kappas:
    check_kappa(matrix, weights, value)

gaps = [[draw.choice([1, 2, 3, 4, 5, 5, None, None]) for _ in range(4)] for _ in range(20)]
hajeks = []
for size, groups in [(30, 30), (80, 12), (200, 50)]:
    values = [round(draw.random(), 3) for _ in range(size)]
    probabilities = [draw.choice([1, 0.5, 0.1, 0.02]) for _ in range(size)]
    clusters = list(range(size)) if groups == size else [draw.randrange(groups) for _ in range(size)]
    hajeks.append({"values": values, "probabilities": probabilities, "clusters": clusters, "truth": hajek(values, probabilities, clusters)})

tables = {
    "made_with": f"scipy {scipy.__version__}, statsmodels {statsmodels.__version__}, scikit-learn {sklearn.__version__}",
    "kappa": kappas,
    "ac1": [[m, *ac1_with_error(m)] for m in matrices],
    "krippendorff": [[gaps, level, alpha(gaps, level)] for level in ["nominal", "ordinal", "interval", "ratio"]],
    "ppi": [ppi(draw_outputs(*design), 0.95) for design in [(60, 0.3, 0.1, False), (400, 0.2, 0.3, False), (200, 0.3, 0.15, True), (150, 0.2, 3, False)]],
    "hajek": hajeks,
}
for name, rows in tables.items():
    print(json.dumps({"name": name, "rows": rows}))
