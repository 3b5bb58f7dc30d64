import {
  routes,
  toDecisionWire,
  toPromotionResultWire,
  toRollbackResultWire,
} from "@promptrail/http-api";
import type { Caller } from "../http/caller.js";
import { handleRead, handleWrite } from "../http/route-handler.js";
import { withDeadline } from "../limits/with-deadline.js";

/** An operator in a hurry hears within two seconds that the store is away. */
const decisionMs = 1_800;
const deciding =
  "The store, which decides, may still do what was asked (look at the history, or repeat with the same Idempotency-Key): it";

export const adminHandlers = {
  rollback: handleWrite(routes.rollback, async ({ promptrail }, { params, body, caller }) => {
    const { to_version: version, from_version: fromVersion, reason } = body;
    const result = await withDeadline(
      promptrail.rollback({
        ...toDecisionOptions("rollback", params.family, fromVersion, caller),
        ...(version === undefined ? {} : { version }),
        ...(reason === undefined ? {} : { reason }),
      }),
      decisionMs,
      deciding,
    );
    return Response.json(toRollbackResultWire(result));
  }),
  promote: handleWrite(routes.promote, async ({ promptrail }, { params, body, caller }) => {
    const { version, from_version: fromVersion, reason, override } = body;
    const result = await withDeadline(
      promptrail.promote({
        ...toDecisionOptions("promote", params.family, fromVersion, caller),
        version,
        reason,
        ...(override === undefined ? {} : { override }),
      }),
      decisionMs,
      deciding,
    );
    return Response.json(toPromotionResultWire(result));
  }),
  history: handleRead(routes.history, async ({ promptrail }, { params, query }) => {
    const { family } = params;
    promptrail.resolve(family);
    const { limit = 50 } = query;
    const reading = promptrail.history({ family, limit });
    const decisions = await withDeadline(reading, decisionMs, "The store");
    return Response.json({ family, decisions: decisions.map(toDecisionWire) });
  }),
};

function toDecisionOptions(
  command: "rollback" | "promote",
  family: string,
  fromVersion: number | undefined,
  { actor, idempotencyKey }: Caller,
) {
  return {
    family,
    actor,
    source: "http" as const,
    ...(fromVersion === undefined ? {} : { fromVersion }),
    // Its own for each command and family: one key used for two things must not answer for the other.
    ...(idempotencyKey === null
      ? {}
      : { idempotencyKey: `${command}:${family}:${idempotencyKey}` }),
  };
}
