import type { RouteName } from "@promptrail/http-api";
import type { RouteHandler } from "../http/route-handler.js";
import { adminHandlers } from "./admin-handlers.js";
import { callLogHandlers } from "./call-log-handlers.js";
import { evidenceHandlers } from "./evidence-handlers.js";
import { fleetHandlers } from "./fleet-handlers.js";
import { followHandlers } from "./follow-handlers.js";
import { healthHandlers } from "./health-handlers.js";
import { keyHandlers } from "./key-handlers.js";
import { promptHandlers } from "./prompt-handlers.js";

/** What each route does. A route without a handler does not compile. */
export const handlers = {
  ...healthHandlers,
  ...followHandlers,
  ...promptHandlers,
  ...adminHandlers,
  ...callLogHandlers,
  ...evidenceHandlers,
  ...fleetHandlers,
  ...keyHandlers,
} as const satisfies Readonly<Record<RouteName, RouteHandler>>;
