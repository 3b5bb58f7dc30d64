import { adminRoutes } from "./admin-routes.js";
import { callLogRoutes } from "./call-log-routes.js";
import { evidenceRoutes } from "./evidence-routes.js";
import { fleetRoutes } from "./fleet-routes.js";
import { healthRoutes } from "./health-routes.js";
import { keyRoutes } from "./key-routes.js";
import { promptRoutes } from "./prompt-routes.js";
import { statusRoutes } from "./status-routes.js";

/** Every route of the API, by name. */
export const routes = {
  ...healthRoutes,
  ...statusRoutes,
  ...promptRoutes,
  ...adminRoutes,
  ...callLogRoutes,
  ...evidenceRoutes,
  ...fleetRoutes,
  ...keyRoutes,
};

export type Routes = typeof routes;

export type RouteName = keyof Routes;
