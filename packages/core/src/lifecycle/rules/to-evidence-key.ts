import type { EvidenceKey } from "../../evals/evidence.js";
import type { Command } from "../command.js";

/** The evidence that a command asks for against what is active now; null where it asks for none. */
export function toEvidenceKey(command: Command, activeHash: string | null): EvidenceKey | null {
  if (command.kind !== "promote" && command.kind !== "declare") return null;
  if (command.ground.kind !== "evidence" || activeHash === null) return null;
  return { ...command.ground.key, baselineHash: activeHash };
}
