import { isPromptrailError } from "@promptrail/core";
import type { ApiKey } from "@promptrail/core/lifecycle";
import type { Context, Hono } from "hono";
import { handlers } from "./handlers/handlers.js";
import { requireWithinBound } from "./http/answer-json.js";
import { anonymous, type Caller, toCaller } from "./http/caller.js";
import { createAnswerReader } from "./http/drop-stalled-reader.js";
import { giveAnswer } from "./http/give-answer.js";
import type { RouteHandler, ServerPorts } from "./http/route-handler.js";
import { findSentRequest, noteRoute, type SentRequest } from "./http/sent-request.js";
import { toOrigin } from "./http/to-origin.js";
import { authenticate, requireFamily, requireScope } from "./keys/authenticate.js";
import type { KeyReader } from "./keys/key-reader.js";
import type { UseRecorder } from "./keys/use-recorder.js";
import type { AddressReader } from "./limits/client-address.js";
import type { FailureLimiter, RequestLimiter } from "./limits/limit-requests.js";
import type { FailedRequest } from "./problems/failed-request.js";
import { refuseMethod } from "./problems/refuse-unknown-route.js";

export interface RoutePorts {
  readonly ports: ServerPorts;
  readonly readKey: KeyReader;
  readonly recordUse: UseRecorder;
  readonly limitRequests: RequestLimiter;
  readonly limitFailures: FailureLimiter;
  readonly readAddress: AddressReader;
  readonly onProblem: (error: unknown, request: FailedRequest) => void;
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
  const name = `${route.method.toUpperCase()} ${route.path}`;
  app.on(route.method.toUpperCase(), toPattern(route.path), async (context) => {
    // The key comes first: nobody without one makes the server read a body.
    const request = findSentRequest(context);
    noteRoute(context, name);
    const reader = createAnswerReader(context, ports.onProblem);
    const caller = await admit(context, request, ports, route);
    const given = await answer(ports.ports, {
      request,
      reader,
      params: context.req.param(),
      query: toQuery(context),
      caller,
    });
    return giveAnswer(requireWithinBound(route, given), request, reader);
  });
}

async function admit(
  context: Context,
  request: SentRequest,
  ports: RoutePorts,
  route: RouteHandler["route"],
): Promise<Caller> {
  if (route.scope === null) return anonymous;
  const { recordUse, limitRequests } = ports;
  const at = ports.ports.keyCheck.now();
  const key = await findKey(request, ports, at);
  recordUse(key.id, at);
  requireScope(key, route.scope);
  requireFamily(key, route, context.req.param("family"));
  limitRequests(key, route);
  return toCaller(key, request.header);
}

/** The key comes before the limit of its address: a right one is never refused for what others sent from there. */
async function findKey(
  request: SentRequest,
  { readKey, limitFailures, readAddress, ports }: RoutePorts,
  at: Date,
): Promise<ApiKey> {
  try {
    const known = { readKey, chosenKey: ports.keyCheck.chosenKey };
    return await authenticate(known, request.header("authorization"), at);
  } catch (error) {
    if (isPromptrailError(error) && error.code === "unauthenticated") {
      await limitFailures(readAddress(toOrigin(request)));
    }
    throw error;
  }
}

/** A parameter that is given twice stays a list, which no schema takes. */
function toQuery({ req }: Context): Record<string, unknown> {
  if (!req.url.includes("?")) return {};
  return Object.fromEntries(
    Object.entries(req.queries()).map(([name, values]) => [
      name,
      values.length === 1 ? values[0] : values,
    ]),
  );
}

/** `/v1/prompts/{family}` → `/v1/prompts/:family` */
function toPattern(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}
