import { isPromptrailError, PromptrailError } from "@promptrail/core";
import {
  type Command,
  type CommandOutcome,
  type DecisionResult,
  type LeftFamily,
  lastRevision,
  mostTogether,
  type OpenStore,
  type RolledBackFamily,
  toRollbackReport,
} from "@promptrail/core/lifecycle";
import { versionKey } from "@promptrail/core/portable";
import { toCommandBase } from "../request/decision-options.js";
import { type Run, toFamilyKey } from "./find-done.js";
import type { Move } from "./plan-rollback-all.js";
import type { RollbackAllRequest } from "./rollback-all-request.js";

/** What was decided of the moves. */
export interface DecidedMoves {
  readonly rolledBack: readonly RolledBackFamily[];
  /** Those that the rules refused: the family changed since it was planned. */
  readonly left: readonly LeftFamily[];
  /** Of the last decision; 0 where there is none. */
  readonly revision: number;
  /** How many were not decided on, as somebody stopped it. */
  readonly remaining: number;
}

export interface MovePorts {
  readonly store: OpenStore;
  /** One part after the other, whoever asks for it: a decision on one family waits for one of them at most. */
  readonly inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Applies what this process decided. */
  readonly applied: (results: readonly DecisionResult[]) => Promise<void>;
}

/**
 * Decides on the moves, at most `mostTogether` in a transaction, each from the version that was seen.
 *
 * @throws PromptrailError `store_unavailable`, with what is known to be done and how to go on.
 */
export async function decideMoves(
  { store, inTurn, applied }: MovePorts,
  run: Run,
  moves: readonly Move[],
  request: Pick<RollbackAllRequest, "actor" | "source" | "reason" | "signal">,
): Promise<DecidedMoves> {
  const rolledBack: RolledBackFamily[] = [];
  const left: LeftFamily[] = [];
  let decided = 0;
  let revision = 0;
  while (decided < moves.length && request.signal?.aborted !== true) {
    const part = moves.slice(decided, decided + mostTogether);
    const commands = part.map((move) => toCommand(run, move, request));
    const deciding = inTurn(() => store.status.decideAll(commands));
    const outcomes = await deciding.catch((error: unknown) => {
      throw brokenOff(error, run, { rolledBack: rolledBack.length, of: moves.length });
    });
    const results = outcomes.flatMap(({ result }) => result ?? []);
    await applied(results);
    revision = Math.max(revision, ...results.map(lastRevision));
    rolledBack.push(...results.map(toRolledBack));
    left.push(...part.flatMap((move, index) => toRefused(move, outcomes[index]) ?? []));
    decided += part.length;
  }
  return { rolledBack, left, revision, remaining: moves.length - decided };
}

function toRolledBack(result: DecisionResult): RolledBackFamily {
  return { family: result.state.family, ...toRollbackReport(result) };
}

function toRefused(
  { family, fromVersion }: Move,
  outcome: CommandOutcome | undefined,
): LeftFamily | null {
  if (outcome === undefined || outcome.refusal === null) return null;
  const { code, message: reason, data } = outcome.refusal;
  const { active_version: found } = data;
  const active = versionKey(family, typeof found === "number" ? found : fromVersion);
  return { family, active, code, reason };
}

function toCommand(
  run: Run,
  { family, ...versions }: Move,
  { actor, source, reason }: Pick<RollbackAllRequest, "actor" | "source" | "reason">,
): Command {
  const idempotencyKey = toFamilyKey(run, family);
  const base = toCommandBase(family, reason, { actor, source, idempotencyKey });
  return { ...base, kind: "rollback", ...versions };
}

/** Whoever hears that it failed must know how to go on. */
function brokenOff(
  error: unknown,
  { key }: Run,
  { rolledBack, of }: { readonly rolledBack: number; readonly of: number },
): unknown {
  if (!isPromptrailError(error)) return error;
  return new PromptrailError(
    error.code,
    `The rollback of many families stopped: ${error.message} Of ${of} families, ${rolledBack} are known to be rolled back. Repeat it with the idempotency key "${key}": it goes on where it stopped.`,
    { ...error.data, rolled_back: rolledBack, idempotency_key: key },
    error,
  );
}
