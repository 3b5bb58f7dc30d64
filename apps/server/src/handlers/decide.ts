import type { FleetAnswer } from "@promptrail/core";
import { type DecisionResult, lastRevision } from "@promptrail/core/lifecycle";
import { type FleetWaitOptions, ifMatchHeader } from "@promptrail/http-api";
import type { Caller } from "../http/caller.js";
import type { HeaderReader } from "../http/header-reader.js";
import type { ServerPorts } from "../http/route-handler.js";
import { withDeadline } from "../limits/with-deadline.js";
import { RequestError } from "../problems/request-error.js";

/** An operator in a hurry hears within two seconds that the store is away. */
export const decisionMs = 1_800;
const deciding =
  "The store may still record the decision (read the history, or repeat the request with the same Idempotency-Key): it";

/** As long as a few thousand families take; a store that is away is told by itself, in less than two. */
export const recoveryMs = 30_000;
const recovering =
  "The recovery may still be running (read the history, or repeat the request, which is safe): it";

/** For the last look at the store. */
const marginMs = 500;

/** How long a work may take, and what is said where it takes longer. */
interface Patience {
  readonly milliseconds: number;
  readonly what: string;
}

const decision: Patience = { milliseconds: decisionMs, what: deciding };
export const recovery: Patience = { milliseconds: recoveryMs, what: recovering };

/** What a decision gives, and tells the event streams of it. Throws `store_unavailable` when it takes too long. */
export async function decide<Result>(
  { events }: ServerPorts,
  work: Promise<Result>,
  { milliseconds, what }: Patience = decision,
): Promise<Result> {
  const result = await withDeadline(work, milliseconds, what);
  events.look();
  return result;
}

/** How a decision that moves a family is asked for. */
interface AskedMove {
  readonly dryRun?: boolean | undefined;
  readonly wait?: FleetWaitOptions | undefined;
}

/** What a decision that moves a family gives, and how far that has come; of a dry run, what it would give. */
export async function decideMove(
  ports: ServerPorts,
  work: Promise<DecisionResult>,
  { dryRun, wait }: AskedMove,
): Promise<readonly [DecisionResult, FleetAnswer | null | undefined]> {
  if (dryRun === true) return [await tryOut(work, wait), undefined];
  const result = await decide(ports, work);
  return [result, await waitForFleet(ports, lastRevision(result), wait)];
}

/**
 * What would be decided.
 *
 * @throws RequestError 400 where the fleet is to be waited for: it never hears of a dry run.
 */
async function tryOut<Result>(
  work: Promise<Result>,
  wait: FleetWaitOptions | undefined,
): Promise<Result> {
  const result = await withDeadline(work, decisionMs, "The store");
  if (wait === undefined) return result;
  throw new RequestError(
    "`wait=fleet` cannot be combined with `dry_run`: a dry run changes nothing, so there is nothing to wait for. Send only one of them.",
    { status: 400 },
  );
}

/** The same for a decision that waits for something beside the store. */
export function decideAndWait<Result>(
  ports: ServerPorts,
  work: Promise<Result>,
  waitMs: number,
): Promise<Result> {
  return decide(ports, work, { ...decision, milliseconds: decisionMs + waitMs });
}

/**
 * How far a revision has come; undefined where nobody asked. The decision stands whatever happens
 * here, so a fleet that cannot be asked is null and no error.
 */
export async function waitForFleet(
  { promptrail }: ServerPorts,
  revision: number,
  wait: FleetWaitOptions | undefined,
): Promise<FleetAnswer | null | undefined> {
  if (wait === undefined) return undefined;
  const { timeoutMs } = wait;
  try {
    const waiting = promptrail.waitForFleet({ revision, timeoutMs });
    return await withDeadline(waiting, timeoutMs + marginMs, "The fleet");
  } catch {
    return null;
  }
}

interface DecisionView {
  readonly family: string;
  readonly expectedRevision?: number;
}

/** Who asks for a decision, and on what view of the family. Throws RequestError 400 for an odd `If-Match`. */
export function toDecider(
  command: string,
  { family, expectedRevision }: DecisionView,
  { caller, header }: { readonly caller: Caller; readonly header: HeaderReader },
) {
  const { actor, idempotencyKey: key } = caller;
  return {
    actor,
    source: "http" as const,
    expectedRevision: toExpectedRevision(expectedRevision, header),
    // Its own for each command and family: one key used for two things must not answer for the other.
    idempotencyKey: key === null ? undefined : `${command}:${family}:${key}`,
  };
}

function toExpectedRevision(
  expected: number | undefined,
  header: HeaderReader,
): number | undefined {
  const sent = header(ifMatchHeader.name);
  if (sent === undefined) return expected;
  const text = /^\s*"?(\d{1,15})"?\s*$/.exec(sent)?.[1];
  if (text === undefined) {
    throw new RequestError(
      `${ifMatchHeader.name} must be the family's revision, such as 7. \`GET /v1/status\` shows it.`,
      { status: 400 },
    );
  }
  if (expected === undefined || expected === Number(text)) return Number(text);
  throw new RequestError(
    `${ifMatchHeader.name} names revision ${text}, but \`expected_revision\` is ${expected}. Send only one of them.`,
    { status: 400 },
  );
}
