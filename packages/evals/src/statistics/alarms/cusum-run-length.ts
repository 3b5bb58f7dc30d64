export interface CusumSteps {
  /** What a result adds that is counted; of the opposite sign of the other. */
  readonly onCounted: number;
  readonly onOther: number;
}

interface RunLengthSettings extends CusumSteps {
  readonly limit: number;
  /** How often a result is counted. */
  readonly rate: number;
}

interface Cycles {
  /** Results in a cycle, on average. */
  readonly length: number;
  /** How often a cycle ends in an alarm. */
  readonly alarms: number;
}

/** What is left of a cycle may be neglected. */
const negligible = 1e-15;

/**
 * The average run length of a Bernoulli CUSUM from 0: the mean length of a cycle by the chance that it ends in an alarm, a cycle being all
 * results from one value of 0 to the next or to the alarm. Exact: within a cycle the value is given by how many results there were
 * and how many steps went up, so all its ways are counted, and no grid is laid over the values.
 */
export function cusumRunLength({ onCounted, onOther, limit, rate }: RunLengthSettings): number {
  const isCountedUp = onCounted > 0;
  const up = isCountedUp ? onCounted : onOther;
  const down = isCountedUp ? -onOther : -onCounted;
  const { length, alarms } = countCycles({
    up,
    down,
    limit,
    upRate: isCountedUp ? rate : 1 - rate,
  });
  return length / alarms;
}

interface CycleSettings {
  readonly up: number;
  readonly down: number;
  readonly limit: number;
  readonly upRate: number;
}

function countCycles({ up, down, limit, upRate }: CycleSettings): Cycles {
  // After `time` results the value is ups·(up + down) − time·down; `running[ups − first]` is how often a cycle is there.
  const span = up + down;
  let running: readonly number[] = [1];
  let first = 0;
  let left = 1;
  let length = 0;
  let alarms = 0;
  for (let time = 1; left > negligible * Math.max(alarms, Number.MIN_VALUE); time += 1) {
    length += left;
    // The fewest and the most steps up with which the cycle goes on: above 0, and below the limit.
    const fewest = Math.floor((time * down) / span) + 1;
    const next: number[] = [];
    let kept = 0;
    for (let ups = first; ups <= first + running.length; ups += 1) {
      const before = running[ups - first] ?? 0;
      const lower = running[ups - first - 1] ?? 0;
      const mass = before * (1 - upRate) + lower * upRate;
      if (ups * span - time * down >= limit) alarms += mass;
      else if (ups >= fewest) {
        next.push(mass);
        kept += mass;
      }
    }
    first = Math.max(first, fewest);
    running = next;
    left = kept;
  }
  return { length, alarms };
}
