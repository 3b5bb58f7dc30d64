import type { RegisteredVersion } from "../../prompt/registered-version.js";
import type { Decision } from "../decision.js";
import type { StoredFacts } from "./decision-transaction.js";

interface Recorded {
  readonly versions: readonly Pick<RegisteredVersion, "family" | "version" | "contentHash">[];
  /** Oldest first. */
  readonly decisions: readonly Decision[];
  readonly now: Date;
}

/** The facts of a decision, for a store that can hold all it has in memory. */
export function collectFacts(
  { versions, decisions, now }: Recorded,
  family: string,
  activeVersion: number | null,
): StoredFacts {
  const registered = versions.filter((version) => version.family === family);
  const active = registered.find(({ version }) => version === activeVersion);
  const activation = decisions.findLast(
    (decision) => decision.family === family && decision.fromVersion !== decision.toVersion,
  );
  return {
    registered: registered.map(({ version }) => version).sort((one, other) => one - other),
    activeHash: active?.contentHash ?? null,
    lastActivation:
      activation === undefined
        ? null
        : { kind: activation.change.kind, decidedAt: activation.decidedAt },
    now,
  };
}
