import type { LoggedCall } from "@promptrail/core/call-log";
import type { ApiKey } from "@promptrail/core/lifecycle";
import { usualSearchMs } from "@promptrail/core/portable";
import { type Route, routes } from "@promptrail/http-api";
import { handle } from "../http/route-handler.js";
import { requireFamily, requireScope } from "../keys/authenticate.js";
import { withDeadline } from "../limits/with-deadline.js";
import { decisionMs } from "./decide.js";

const theLog = "The call log";
/** Longer than what it asks for takes by itself. */
const readMs = usualSearchMs + 5_000;

/** The routes of the call log. Each looks for itself whether its caller's key is for the families that it is about. */
export const callLogHandlers = {
  calls: handle(routes.calls, async ({ promptrail }, { input, caller: { key } }) => {
    requireFamilyOf(key, routes.calls, input.family);
    if (input.text !== undefined && key !== null) requireScope(key, "bodies");
    const listing = promptrail.calls.list({ ...input, bodies: seesBodies(key) });
    const { calls, searchedSince } = await withDeadline(listing, readMs, theLog);
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
    return withDeadline(promptrail.calls.usage(input), readMs, theLog);
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
  const attachments = call.attachments.map((each) => ({ ...each, name: null, url: null }));
  const said = { context: null, messages: null, text: null, data: null };
  return { ...call, ...said, attachments, error: toCode(call) };
}

/** Of an error the code alone: its message may repeat what was said. */
function toCode({ error }: LoggedCall): LoggedCall["error"] {
  return error === null ? null : { code: error["code"] ?? "unexpected" };
}
