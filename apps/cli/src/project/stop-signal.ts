import { onLauncherEnd } from "./launcher.js";

/** How a user ends a long command. */
export interface StopSignals {
  /** The first Ctrl-C or SIGTERM: what runs is finished, nothing new begins. */
  readonly stop: AbortSignal;
  /** The second: what runs is cut, too. */
  readonly abandon: AbortSignal;
}

/** A terminal sends Ctrl-C to npm and to the command, and npm then sends its own to the command as well. */
const echoMs = 250;

/**
 * Runs `work` with signals that Ctrl-C and SIGTERM fire; a third one ends the process. What comes within
 * 250 ms of the first is the same Ctrl-C, also once `work` has ended.
 */
export async function withStopSignals<Result>(
  onStop: () => void,
  work: (signals: StopSignals) => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  const abandon = new AbortController();
  let echoUntil = 0;
  const begin = () => {
    if (stop.signal.aborted) return;
    echoUntil = performance.now() + echoMs;
    onStop();
    stop.abort();
  };
  const onSignal = () => {
    if (!stop.signal.aborted) begin();
    else if (performance.now() > echoUntil) {
      removeListeners();
      abandon.abort();
    }
  };
  const forgetLauncher = onLauncherEnd(begin);
  const removeListeners = () => {
    process.removeListener("SIGINT", onSignal);
    process.removeListener("SIGTERM", onSignal);
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  try {
    return await work({ stop: stop.signal, abandon: abandon.signal });
  } finally {
    forgetLauncher();
    const rest = echoUntil - performance.now();
    if (rest > 0) setTimeout(removeListeners, rest).unref();
    else removeListeners();
  }
}
