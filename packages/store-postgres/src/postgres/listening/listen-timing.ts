/** When a listening connection asks, and when it gives up. In milliseconds. */
export interface ListenTiming {
  /** For each try to connect, and for the answer to a heartbeat. */
  readonly answerMs: number;
  /** Between two heartbeats: a dead session behind an open socket gives no error, it must be asked. */
  readonly heartbeatMs: number;
  /** How long a notification to itself may take before the way is taken to carry none. */
  readonly probeMs: number;
  /** Between two tries where no notification came: only someone who changes the set-up cures that. */
  readonly deafRetryMs: number;
  readonly firstRetryMs: number;
  readonly retryCapMs: number;
  /** The same problem is told at most once within this time. */
  readonly repeatMs: number;
}

export const listenTiming: ListenTiming = {
  answerMs: 5_000,
  heartbeatMs: 10_000,
  probeMs: 2_000,
  deafRetryMs: 60_000,
  firstRetryMs: 100,
  retryCapMs: 5_000,
  repeatMs: 1_000,
};
