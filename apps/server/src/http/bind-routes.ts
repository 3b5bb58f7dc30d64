import type { ApiKey } from "@promptrail/core";
import type { Context, Hono } from "hono";
import { handlers } from "../handlers/handlers.js";
import { authenticate, requireScope } from "../keys/authenticate.js";
import type { KeyReader } from "../keys/key-reader.js";
import type { RequestLimiter } from "../limits/limit-requests.js";
import { anonymous, type Caller, toCaller } from "./caller.js";
import { refuseMethod } from "./refuse-unknown-route.js";
import type { RouteHandler, ServerPorts } from "./route-handler.js";

export interface RoutePorts {
  readonly ports: ServerPorts;
  readonly readKey: KeyReader;
  /** The key that this process was given by its operator; it needs no store. */
  readonly chosenKey: ApiKey | null;
  readonly limitRequests: RequestLimiter;
  readonly now: () => Date;
}

/** Puts every route of the table into the app, behind its key check. */
export function bindRoutes(app: Hono, ports: RoutePorts): void {
  for (const handler of Object.values(handlers)) bindRoute(app, ports, handler);
  for (const path of new Set(Object.values(handlers).map(({ route }) => route.path))) {
    const allowed = Object.values(handlers)
      .filter(({ route }) => route.path === path)
      .flatMap(({ route }) =>
        route.method === "get" ? ["GET", "HEAD"] : [route.method.toUpperCase()],
      );
    app.all(toPattern(path), (context) => {
      throw refuseMethod(context.req.method, path, allowed);
    });
  }
}

function bindRoute(app: Hono, ports: RoutePorts, { route, answer }: RouteHandler): void {
  app.on(route.method.toUpperCase(), toPattern(route.path), async (context) => {
    // The key comes first: nobody without one makes the server read a body.
    const caller = await admit(context, ports, route);
    return answer(ports.ports, {
      request: context.req.raw,
      params: context.req.param(),
      query: toQuery(context.req.queries()),
      caller,
    });
  });
}

async function admit(
  context: Context,
  { readKey, chosenKey, limitRequests, now }: RoutePorts,
  route: RouteHandler["route"],
): Promise<Caller> {
  if (route.scope === null) return anonymous;
  const readHeader = (name: string) => context.req.header(name);
  const key: ApiKey = await authenticate(
    { readKey, chosenKey },
    readHeader("authorization"),
    now(),
  );
  requireScope(key, route.scope);
  limitRequests(key, route);
  return toCaller(key, readHeader);
}

/** A parameter that is given twice stays a list, which no schema takes. */
function toQuery(queries: Record<string, string[]>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(queries).map(([name, values]) => [
      name,
      values.length === 1 ? values[0] : values,
    ]),
  );
}

/** `/v1/prompts/{family}` → `/v1/prompts/:family` */
function toPattern(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}
