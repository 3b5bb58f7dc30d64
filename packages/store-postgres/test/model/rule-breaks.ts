import type { Snapshot } from "@promptrail/core/lifecycle";
import { promote } from "../commands.js";
import type { RuleBreak } from "./open-history.js";

/** The rules as they are. */
export const keepRules: RuleBreak = (status) => status;

/** A process that starts makes live what its code declares, whatever the store says. */
export const codeWinsAtBoot: RuleBreak = (status) => ({
  ...status,
  decide: async (command) => {
    const result = await status.decide(command);
    if (command.kind !== "declare" || command.source !== "boot") return result;
    if (result.state.activeVersion === command.activeVersion) return result;
    return await status.decide(promote(command.family, command.activeVersion));
  },
});

/** Every declaration counts as a new one. */
export const generationIgnored: RuleBreak = (status) => ({
  ...status,
  decide: async (command) => {
    if (command.kind !== "declare") return await status.decide(command);
    const { families } = await status.readSnapshot();
    const recorded = families.find(({ family }) => family === command.family)?.declared.generation;
    const generation = Math.max(command.generation, (recorded ?? 0) + 1);
    return await status.decide({ ...command, generation });
  },
});

/** Every lock file is taken to have seen every rollback. */
export const holdIgnored: RuleBreak = (status) => ({
  ...status,
  decide: async (command) =>
    await status.decide(
      command.kind === "declare" ? { ...command, acknowledgedRevision: 1_000_000 } : command,
    ),
});

/** A process applies whatever it reads, also what a lagging replica says. */
export const lowerRevisionApplied: RuleBreak = (status, pool) => ({
  ...status,
  watch: async (_revision, onSnapshot, onProblem) => {
    let applied: Snapshot | null = null;
    const look = async () => {
      const read = await status.readSnapshot();
      if (applied?.headHash === read.headHash) return;
      applied = read;
      if (read.revision > 0) onSnapshot(read);
    };
    return await pool.listen("", () => void look().catch(onProblem), onProblem);
  },
});
