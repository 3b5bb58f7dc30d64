import { PromptrailError } from "../../errors/promptrail-error.js";
import type { Command } from "../command.js";
import type { Decision, DecisionResult } from "../decision.js";
import type { FamilyState } from "../family-state.js";
import { reconsider } from "../rules/reconsider.js";
import { requireStorable } from "../rules/require-storable.js";
import { type CommandOutcome, mostTogether } from "./command-outcome.js";
import type { DecisionTransaction } from "./decision-transaction.js";
import { isRepeatOf } from "./is-repeat-of.js";
import { type Plan, type Planned, planTogether, requirePlanned } from "./plan-together.js";

/** A command, its family's state, and the decision that an earlier request of the same key made. */
interface Found {
  readonly command: Command;
  readonly state: FamilyState | null;
  readonly repeated: Decision | null;
}

/**
 * The recipe of `decideWithin` for at most `mostTogether` commands of different families, whose decisions are
 * recorded together. What the rules refuse of one is its own outcome, and the others are decided.
 *
 * @returns an outcome for each command, in their order.
 * @throws PromptrailError `request_invalid` for a text that cannot be stored or an idempotency key of another
 * family's decision, or of another request: nothing is recorded then.
 */
export async function decideAllWithin(
  transaction: DecisionTransaction,
  commands: readonly Command[],
): Promise<readonly CommandOutcome[]> {
  requireTogether(commands);
  for (const command of commands) requireStorable(command);
  const found = await findAll(transaction, commands);
  const open = found.filter((each) => !isRepeat(each));
  const plans = await planTogether(transaction, transaction.head, open);
  const planned = plans.flatMap((plan) => plan.planned ?? []);
  const waiting = await planWaiting(transaction, planned);
  const planOf = new Map(open.map(({ command }, index) => [command, plans[index]]));
  const outcomes = found.map((each) =>
    toOutcome(each, planOf.get(each.command), waiting.get(each.command.family)),
  );
  const [first, ...others] = [...planned, ...waiting.values()].map(({ decision }) => decision);
  if (first !== undefined) {
    const states = planned.map(({ state }) => waiting.get(state.family)?.state ?? state);
    await transaction.record([first, ...others], states);
  }
  return outcomes;
}

function requireTogether(commands: readonly Command[]): void {
  const families = new Set(commands.map(({ family }) => family));
  if (families.size < commands.length) {
    throw new TypeError("Commands that are decided together are of different families.");
  }
  if (commands.length > mostTogether) {
    throw new TypeError(`At most ${mostTogether} commands are decided together.`);
  }
}

/** Read after read, so that a store can answer each for all commands at once. */
async function findAll(
  transaction: DecisionTransaction,
  commands: readonly Command[],
): Promise<readonly Found[]> {
  const states = await Promise.all(commands.map(({ family }) => transaction.readFamily(family)));
  const repeated = await Promise.all(commands.map((each) => findRepeated(transaction, each)));
  return commands.map((command, index) => ({
    command,
    state: states[index] ?? null,
    repeated: repeated[index] ?? null,
  }));
}

async function findRepeated(
  transaction: DecisionTransaction,
  command: Command,
): Promise<Decision | null> {
  const { family, idempotencyKey } = command;
  if (idempotencyKey === null) return null;
  const earlier = await transaction.findDecision(idempotencyKey);
  if (earlier === null) return null;
  const isSameFamily = earlier.family === family;
  if (isSameFamily && isRepeatOf(earlier, command)) return earlier;
  const other = isSameFamily ? "another request about it" : `family "${family}"`;
  throw new PromptrailError(
    "request_invalid",
    `The idempotency key was used for a decision on family "${earlier.family}" (revision ${earlier.revision}), so it cannot serve ${other}. Nothing was changed. Use a new key for each request.`,
    { family, key_family: earlier.family, revision: earlier.revision },
  );
}

function isRepeat({ repeated, state }: Found): boolean {
  return repeated !== null && state !== null;
}

/** The declarations that waited and take effect after what is planned, by family. */
async function planWaiting(
  transaction: DecisionTransaction,
  planned: readonly Planned[],
): Promise<ReadonlyMap<string, Planned>> {
  const asked = planned.flatMap(({ decision, state }) => {
    const command = reconsider(state, decision);
    return command === null ? [] : [{ command, state, before: decision }];
  });
  const head = planned.at(-1)?.decision ?? transaction.head;
  const plans = await planTogether(transaction, head, asked);
  const again = plans.flatMap((plan) => requirePlanned(plan) ?? []);
  return new Map(again.map((each) => [each.state.family, each]));
}

function toOutcome(
  { state, repeated }: Found,
  plan: Plan | undefined,
  again: Planned | undefined,
): CommandOutcome {
  if (plan === undefined) return { result: nothingNew(state, repeated), refusal: null };
  const { planned, refusal } = plan;
  if (refusal !== null) return { result: null, refusal };
  if (planned === null) return { result: nothingNew(state, null), refusal: null };
  const { decision } = planned;
  const after = again?.state ?? planned.state;
  const followUp = again?.decision ?? null;
  const result: DecisionResult = { decision, alreadyApplied: false, followUp, state: after };
  return { result, refusal: null };
}

function nothingNew(state: FamilyState | null, decision: Decision | null): DecisionResult {
  if (state === null) throw new TypeError("A family's first decision always records something.");
  return { decision, alreadyApplied: true, followUp: null, state };
}
