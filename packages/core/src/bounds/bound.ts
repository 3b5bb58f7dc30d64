/** A limit that the code keeps, as it is written on the page for who runs it. */
export interface Bound {
  /** As people call it: `calls in flight`. */
  readonly name: string;
  readonly value: number;
  /** What the value counts: `bytes`, `ms`, `a second`. */
  readonly unit: string;
  /** What of a process's memory it bounds, where it does: once a process, or once for each call in flight. */
  readonly memory?: "process" | "call";
}

/** How much memory a process takes at most with so many calls in flight, in bytes. */
export function sumMemory(bounds: readonly Bound[], calls: number): number {
  const times = { process: 1, call: calls };
  return bounds.reduce(
    (sum, { value, memory }) => (memory === undefined ? sum : sum + value * times[memory]),
    0,
  );
}
