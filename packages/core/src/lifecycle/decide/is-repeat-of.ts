import type { Command } from "../command.js";
import type { Decision } from "../decision.js";

/** Whether a decision can be what an earlier request of this command decided: the same kind, and the versions that it names. */
export function isRepeatOf({ change, fromVersion }: Decision, command: Command): boolean {
  const isFrom = command.fromVersion === null || command.fromVersion === fromVersion;
  switch (command.kind) {
    case "promote":
      return change.kind === "promoted" && isFrom && change.toVersion === command.toVersion;
    case "rollback":
      return (
        change.kind === "rolled_back" &&
        isFrom &&
        (command.toVersion === null || change.toVersion === command.toVersion)
      );
    case "shadow":
      return change.kind === "shadow_set" && (change.shadow?.version ?? null) === command.version;
    case "archive":
      return change.kind === "archived" && change.version === command.version;
    case "resume":
      return change.kind === "hold_ended";
    case "drill":
      return change.kind === "drilled";
    case "recover":
      return change.kind === "recovered";
    case "declare":
      return change.kind === "declared" || change.kind === "first_seen";
  }
}
