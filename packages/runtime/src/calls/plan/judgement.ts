import type { ProviderWarning } from "@promptrail/core";
import type { Headroom } from "@promptrail/core/lifecycle";
import type { Route } from "./route.js";

/** What the guard of context windows says of sending a call to one model. */
export interface Judgement {
  /** Null where the model's window is not known, or nobody looks. */
  readonly headroom: Headroom | null;
  /** Why it may not fit; null where it fits, or nothing is known. */
  readonly warning: ProviderWarning | null;
  /** True where the call is not to be sent there. */
  readonly isRefused: boolean;
}

/** One call before the windows of the models that may answer it. */
export interface CallWindow {
  /** At once where the bytes of the call say enough. Never rejects. */
  judge(route: Route): Judgement | Promise<Judgement>;
}
