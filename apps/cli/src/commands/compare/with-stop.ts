import { PromptrailError } from "@promptrail/core";
import { type StopSignals, withStopSignals } from "../../project/stop-signal.js";
import type { Terminal } from "../../terminal.js";

/**
 * Runs a comparison that Ctrl-C stops: one that only looks at once, one that pays for answers once those that run are there.
 *
 * @throws PromptrailError `unavailable` where there is nothing to tell, since it was stopped.
 */
export async function withStop<Result>(
  { err }: Pick<Terminal, "err">,
  { isLooking }: { readonly isLooking: boolean },
  work: (signals: StopSignals) => Promise<Result>,
): Promise<Result> {
  const onStop = () =>
    err(
      isLooking
        ? "\nStopping.\n"
        : "\nStopping after the running calls; press Ctrl-C again to stop them now.\n",
    );
  return withStopSignals(onStop, async (signals) => {
    const ended = isLooking ? signals.stop : signals.abandon;
    try {
      return await work(signals);
    } catch (error) {
      if (!ended.aborted) throw error;
      const message =
        "The comparison was stopped before it came to its end, and tells nothing. Run it again.";
      throw new PromptrailError("unavailable", message, {}, error);
    }
  });
}
