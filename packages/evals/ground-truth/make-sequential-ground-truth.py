"""Numbers that the sequential statistics are tested against, each by another way than the code's:

python3 make-sequential-ground-truth.py > sequential-ground-truth.jsonl

A line a statistic: {"name", "rows"}. Fractions are exact: nothing is rounded before the last step.
"""

import json
import math
import random
from fractions import Fraction

import scipy
import scipy.stats as stats
from scipy.optimize import brentq

draw = random.Random(11)


def mcnemar_e(gained, lost):
    """A product of predictions: Laplace's rule of succession bets on each discordant pair against a fair coin."""
    e, seen_gained, seen = Fraction(1), 0, 0
    for is_gain in [True] * gained + [False] * lost:
        hits = seen_gained if is_gain else seen - seen_gained
        e *= 2 * Fraction(hits + 1, seen + 2)
        seen_gained += is_gain
        seen += 1
    return float(e)


def running_p(differences):
    largest = Fraction(1)
    gained = lost = 0
    e = Fraction(1)
    for d in differences:
        if d == 0:
            continue
        hits = gained if d > 0 else lost
        e *= 2 * Fraction(hits + 1, gained + lost + 2)
        gained += d > 0
        lost += d < 0
        largest = max(largest, e)
    return float(1 / largest)


def beta_binomial(k, n, alpha):
    """B(k+1, n-k+1) / (p^k (1-p)^(n-k)) is 1 / ((n+1) P(X = k)) of a binomial: so the ends are where its probability is alpha/(n+1)."""
    def excess(p):
        return stats.binom.logpmf(k, n, p) - math.log(alpha / (n + 1))

    centre = k / n
    lower = 0.0 if k == 0 else brentq(excess, 1e-300, centre, xtol=1e-15, rtol=1e-14)
    upper = 1.0 if k == n else brentq(excess, centre, 1 - 1e-16, xtol=1e-15, rtol=1e-14)
    return [lower, upper]


def times(polynomial, constant, slope):
    """A polynomial, lowest power first, times constant + slope * u."""
    product = [Fraction(0)] * (len(polynomial) + 1)
    for power, coefficient in enumerate(polynomial):
        product[power] += coefficient * constant
        product[power + 1] += coefficient * slope
    return product


def betting_e(values, mean):
    """The mean over all bets, with the product multiplied out as a polynomial in the bet and integrated exactly."""
    total = Fraction(0)
    for side, centre in [(values, mean), ([1 - x for x in values], 1 - mean)]:
        polynomial = [Fraction(1)]
        for x in side:
            polynomial = times(polynomial, Fraction(1), x / centre - 1)
        total += sum(c / (power + 1) for power, c in enumerate(polynomial)) / 2
    return total


def betting_interval(values, alpha):
    def excess(m):
        e = betting_e(values, Fraction(m))
        # Its integers are too large for a float, and math.log takes them as they are.
        return math.log(e.numerator) - math.log(e.denominator) - math.log(1 / alpha)

    centre = float(sum(values) / len(values))
    lower = 0.0 if centre == 0 else brentq(excess, 1e-9, centre, xtol=1e-13)
    upper = 1.0 if centre == 1 else brentq(excess, max(centre, 1e-9), 1 - 1e-9, xtol=1e-13)
    return [lower, upper]


samples = [
    [Fraction(draw.randrange(0, 101), 100) for _ in range(12)],
    [Fraction(draw.choice([100, 100, 100, 90, 50, 0]), 100) for _ in range(30)],
    [Fraction(draw.randrange(45, 56), 100) for _ in range(40)],
    [Fraction(1, 2)] * 25,
    [Fraction(0)] * 10,
    [Fraction(draw.choice([0, 50, 50, 50, 100]), 100) for _ in range(50)],
]
sequences = [[draw.choice([-1, 0, 0, 1, 1]) for _ in range(size)] for size in [5, 20, 80]]
tables = {
    "made_with": f"scipy {scipy.__version__}",
    "mcnemar_e": [[b, c, mcnemar_e(b, c)] for b, c in [(0, 0), (1, 0), (8, 0), (12, 3), (3, 12), (20, 4), (40, 55), (300, 260)]],
    "running_p": [{"differences": s, "p": running_p(s)} for s in sequences],
    "beta_binomial": [[k, n, a, *beta_binomial(k, n, a)] for k, n, a in [(45, 50, 0.05), (0, 30, 0.05), (30, 30, 0.1), (1, 7, 0.05), (81, 263, 0.01), (4000, 10000, 0.05)]],
    "betting": [
        {
            "values": [float(x) for x in values],
            "evidence": [[float(m), float(betting_e(values, m))] for m in [Fraction(1, 10), Fraction(1, 2), Fraction(4, 5)]],
            "alpha": alpha,
            "interval": betting_interval(values, alpha),
        }
        for values, alpha in zip(samples, [0.05, 0.05, 0.05, 0.1, 0.05, 0.01])
    ],
}
for name, rows in tables.items():
    print(json.dumps({"name": name, "rows": rows}))
