import type { Provider } from "@promptrail/core";
import type { Resolution } from "../state/resolve-version.js";
import type { FamilyVariables } from "./prepare/family-variables.js";
import type { CallRecorder } from "./record/call-recorder.js";

/** What a call needs of the process around it. */
export interface CallPorts {
  readonly resolve: (family: string, pinned: number | undefined) => Resolution;
  /** The same; a pinned version that this build lacks is fetched from the store first. */
  readonly resolveOrFetch: (family: string, pinned: number | undefined) => Promise<Resolution>;
  /** The version that runs beside this call; undefined for none. */
  readonly findShadow: (family: string) => number | undefined;
  readonly variables: FamilyVariables;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly recorder: CallRecorder;
  readonly now: () => Date;
}
