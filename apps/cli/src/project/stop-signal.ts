/** How a user ends a long command. */
export interface StopSignals {
  /** The first Ctrl-C or SIGTERM: what runs is finished, nothing new begins. */
  readonly stop: AbortSignal;
  /** The second: what runs is cut, too. */
  readonly abandon: AbortSignal;
}

/** Runs `work` with signals that Ctrl-C and SIGTERM fire; a third one ends the process. */
export async function withStopSignals<Result>(
  onStop: () => void,
  work: (signals: StopSignals) => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  const abandon = new AbortController();
  const onSignal = () => {
    if (stop.signal.aborted) {
      removeListeners();
      abandon.abort();
    } else {
      onStop();
      stop.abort();
    }
  };
  const removeListeners = () => {
    process.removeListener("SIGINT", onSignal);
    process.removeListener("SIGTERM", onSignal);
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  try {
    return await work({ stop: stop.signal, abandon: abandon.signal });
  } finally {
    removeListeners();
  }
}
