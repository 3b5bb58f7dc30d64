import type { ServedPromptrail } from "../http/route-handler.js";
import type { StatusReader } from "../status/status-reader.js";

/** Whatever the store's watch hears, an applied state is seen after so long at the latest. */
const lookMs = 100;
/** The process fetches bodies before it applies a state that the store told of. */
const applyStepMs = 2;
const longestApplyMs = 2_000;
/** A store that was away when somebody began to listen. */
const againMs = 1_000;

/**
 * Calls `onApplied` when this process may have applied another state, until the returned function is
 * called. The store tells when there is one; it is looked for until the process has it.
 */
export function watchApplied(
  promptrail: ServedPromptrail,
  status: StatusReader,
  onApplied: () => void,
): () => void {
  const stop = new AbortController();
  const looking = setInterval(onApplied, lookMs).unref();
  const lookUntil = (revision: number, until: number): void => {
    if (stop.signal.aborted || performance.now() >= until) return;
    if (status.appliedRevision() >= revision) onApplied();
    else setTimeout(() => lookUntil(revision, until), applyStepMs).unref();
  };
  watchStore(promptrail, status, stop.signal, (revision) =>
    lookUntil(revision, performance.now() + longestApplyMs),
  );
  return () => {
    clearInterval(looking);
    stop.abort();
  };
}

function watchStore(
  promptrail: ServedPromptrail,
  status: StatusReader,
  signal: AbortSignal,
  onRevision: (revision: number) => void,
): void {
  const { store } = promptrail;
  if (store === null || signal.aborted) return;
  // The process watches the store too, and reports what is wrong with it.
  const ignore = () => {};
  const tell = ({ revision }: { readonly revision: number }) => onRevision(revision);
  store.status.watch(status.appliedRevision(), tell, ignore).then(
    (end) => {
      const stop = () => void end().catch(ignore);
      if (signal.aborted) stop();
      else signal.addEventListener("abort", stop, { once: true });
    },
    () => setTimeout(() => watchStore(promptrail, status, signal, onRevision), againMs).unref(),
  );
}
