import { defaultDrillMs, routes } from "@promptrail/http-api";
import { handle } from "../http/route-handler.js";
import { withDeadline } from "../limits/with-deadline.js";
import { decideAndWait, toDecider } from "./decide.js";

const readMs = 1_800;

export const fleetHandlers = {
  drill: handle(routes.drill, async (ports, { input, ...request }) => {
    const { family, timeoutMs = defaultDrillMs } = input;
    const by = toDecider("drill", { family }, request);
    const drilling = ports.promptrail.drill({ ...input, timeoutMs, ...by });
    return decideAndWait(ports, drilling, timeoutMs);
  }),
  fleet: handle(routes.fleet, async ({ promptrail }) => ({
    members: await withDeadline(promptrail.fleet(), readMs, "The store"),
  })),
  drills: handle(routes.drills, async ({ promptrail }, { input }) => ({
    drills: await withDeadline(promptrail.drills(input), readMs, "The store"),
  })),
};
