import type { z } from "zod";
import { adminRoutes } from "./admin-routes.js";
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
  ...fleetRoutes,
  ...keyRoutes,
};

export type RouteName = keyof typeof routes;

type Routes = typeof routes;

/** A route's path parameters, as its handler gets them. */
export type RouteParams<Name extends RouteName> = z.output<Routes[Name]["params"]>;

export type RouteQuery<Name extends RouteName> = z.output<Routes[Name]["query"]>;

/** A route's parsed body; null for a route that takes none. */
export type RouteBody<Name extends RouteName> = Routes[Name]["body"] extends z.ZodType
  ? z.output<Routes[Name]["body"]>
  : null;
