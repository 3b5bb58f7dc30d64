"""Numbers for two events that may come together, from scipy:

python3 make-association-ground-truth.py > association-ground-truth.jsonl

A line a statistic: {"name", "rows"}.
"""

import json
import random

import scipy
import scipy.stats as stats

draw = random.Random(17)


def fisher(both, first, second, neither):
    table = [[both, first], [second, neither]]
    ps = [float(stats.fisher_exact(table, alternative=side)[1]) for side in ["less", "greater", "two-sided"]]
    return [both, first, second, neither, *ps]


# Fisher's tea, Agresti's examples, tables at an end, sparse ones, and what a ledger of instructions gives.
known = [
    (3, 1, 1, 3), (4, 0, 0, 4), (0, 4, 4, 0), (8, 2, 1, 5), (1, 9, 11, 3), (0, 0, 5, 7), (5, 0, 7, 0),
    (0, 0, 0, 0), (1, 0, 0, 0), (2, 60, 55, 3), (0, 63, 57, 0), (30, 30, 30, 30), (900, 40, 35, 25), (2, 498, 480, 20),
]
drawn = [tuple(draw.randrange(1, size) for _ in range(4)) for size in [5, 5, 12, 12, 40, 40, 150, 150, 600] for _ in range(4)]

tables = {
    "made_with": f"scipy {scipy.__version__}",
    "fisher_exact": [fisher(*table) for table in known + drawn],
}
for name, rows in tables.items():
    print(json.dumps({"name": name, "rows": rows}))
