import { type CallObserver, PromptrailError } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import { createGuard } from "../../problems/create-guard.js";

/** An observer whose functions never throw, and whose first failure alone is told. */
export function guardObserver(
  observer: CallObserver,
  tell: (error: unknown) => void,
): CallObserver {
  const guard = createGuard(tell);
  return {
    started: (call) => guard(() => observer.started(call)),
    attempted: (attempt, call) => guard(() => observer.attempted(attempt, call)),
    finished: (record) => guard(() => observer.finished(record)),
  };
}

/** What listens to calls in this process: what it does not listen to costs a call nothing. */
export type OwnObserver = Partial<CallObserver>;

/** One observer that tells several, in their order. */
export function joinObservers(observers: readonly OwnObserver[]): CallObserver {
  const started = observers.flatMap((each) => each.started ?? []);
  const attempted = observers.flatMap((each) => each.attempted ?? []);
  const finished = observers.flatMap((each) => each.finished ?? []);
  return {
    started: (call) => {
      for (const tell of started) tell(call);
    },
    attempted: (attempt, call) => {
      for (const tell of attempted) tell(attempt, call);
    },
    finished: (record) => {
      for (const tell of finished) tell(record);
    },
  };
}

/** An observer is the application's own: only its owner can mend it. */
export function observerFailed(cause: unknown): PromptrailError {
  const reason = toErrorText(cause);
  return new PromptrailError(
    "config_invalid",
    `An observer of calls failed: ${reason}. Calls continue, and the observer is still called; its later failures are not reported. Correct it in the config's \`observers\`.`,
    {},
    cause,
  );
}
