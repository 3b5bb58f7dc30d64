import type { LoggedCall } from "@promptrail/core/call-log";
import type { ApiKey } from "@promptrail/core/lifecycle";
import { type Route, routes, searchMs } from "@promptrail/http-api";
import { handle } from "../http/route-handler.js";
import { requireFamily, requireScope } from "../keys/authenticate.js";
import { withDeadline } from "../limits/with-deadline.js";
import { decisionMs } from "./decide.js";

const theLog = "The call log";
/** Longer than what it asks for takes by itself. */
const readMs = searchMs + 5_000;
const usualLimit = 50;
const dayMs = 86_400_000;

/** The routes of the call log. Each looks for itself whether its caller's key is for the families that it is about. */
export const callLogHandlers = {
  calls: handle(routes.calls, async ({ promptrail }, { input, caller: { key } }) => {
    const { text, limit = usualLimit, ...filter } = input;
    requireFamilyOf(key, routes.calls, filter.family);
    if (text !== undefined && key !== null) requireScope(key, "bodies");
    const now = new Date();
    const { family = "", since = new Date(now.getTime() - 7 * dayMs) } = filter;
    const reading =
      text === undefined
        ? promptrail.calls
            .read({ ...filter, limit, bodies: seesBodies(key) })
            .then((calls) => ({ calls, searchedSince: null }))
        : promptrail.calls.search({ ...filter, family, since, text, limit, withinMs: searchMs });
    const { calls, searchedSince } = await withDeadline(reading, readMs, theLog);
    return { calls: calls.map((call) => show(call, key)), searchedSince };
  }),
  findCall: handle(routes.findCall, async ({ promptrail }, { input, caller: { key } }) => {
    const call = await withDeadline(promptrail.calls.find(input.callId), readMs, theLog);
    if (key !== null) requireFamily(key, routes.findCall, call.family);
    return show(call, key);
  }),
  reportCalls: handle(routes.reportCalls, async ({ promptrail }, { input, caller: { key } }) => {
    const { calls, gaps = [] } = input;
    for (const { family } of [...calls, ...gaps]) {
      if (key !== null) requireFamily(key, routes.reportCalls, family);
    }
    await withDeadline(promptrail.calls.report(calls, gaps), readMs, theLog);
    return undefined;
  }),
  usage: handle(routes.usage, async ({ promptrail }, { input, caller: { key } }) => {
    requireFamilyOf(key, routes.usage, input.family);
    const { since = new Date(Date.now() - dayMs) } = input;
    return withDeadline(promptrail.calls.usage({ ...input, since }), readMs, theLog);
  }),
  eraseSubject: handle(routes.eraseSubject, async ({ promptrail }, { input, caller }) =>
    withDeadline(promptrail.calls.erase(input.subject, caller), readMs, theLog),
  ),
  erasures: handle(routes.erasures, async ({ promptrail }) => ({
    erasures: await withDeadline(promptrail.calls.erasures(), decisionMs, theLog),
  })),
};

/** A key that is limited to families must say which of them it asks for. */
function requireFamilyOf(key: ApiKey | null, route: Route, family: string | undefined): void {
  const { openToLimitedKeys: _open, ...whole } = route;
  if (key !== null) requireFamily(key, whole, family);
}

function seesBodies(key: ApiKey | null): boolean {
  return key === null || key.scopes.includes("bodies");
}

function show(call: LoggedCall, key: ApiKey | null): LoggedCall {
  if (seesBodies(key)) return call;
  return { ...call, context: null, messages: null, text: null, data: null, error: toCode(call) };
}

/** Of an error the code alone: its message may repeat what was said. */
function toCode({ error }: LoggedCall): LoggedCall["error"] {
  return error === null ? null : { code: error["code"] ?? "unexpected" };
}
