import { routes, toDrillResultWire, toDrillWire, toFleetMemberWire } from "@promptrail/http-api";
import { answerJson } from "../http/answer-json.js";
import { handleRead, handleWrite } from "../http/route-handler.js";
import { withDeadline } from "../limits/with-deadline.js";
import { decide, decisionMs } from "./decide.js";
import { requireFleet } from "./follow-handlers.js";
import { toDecisionOptions } from "./to-decision-options.js";

const readMs = 1_800;
const drillMs = 2_000;

export const fleetHandlers = {
  drill: handleWrite(routes.drill, async (ports, { params, body, caller }) => {
    const { reason, timeout_ms: timeoutMs = drillMs } = body;
    const { family } = params;
    const { actor, source, idempotencyKey } = toDecisionOptions("drill", family, { caller });
    const drilling = ports.promptrail.drill({
      ...{ family, actor, source, timeoutMs },
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      ...(reason === undefined ? {} : { reason }),
    });
    return answerJson(toDrillResultWire(await decide(ports, drilling, decisionMs + timeoutMs)));
  }),
  fleet: handleRead(routes.fleet, async ({ promptrail }) => {
    requireFleet(promptrail);
    const members = await withDeadline(promptrail.fleet(), readMs, "The store");
    return answerJson({ members: members.map(toFleetMemberWire) });
  }),
  drills: handleRead(routes.drills, async ({ promptrail }, { query: { limit = 50 } }) => {
    const reading = requireFleet(promptrail).readDrills(limit);
    const drills = await withDeadline(reading, readMs, "The store");
    return answerJson({ drills: drills.map(toDrillWire) });
  }),
};
