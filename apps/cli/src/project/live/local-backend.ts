import {
  type CallStreamEvent,
  type FleetAnswer,
  type JsonValue,
  PromptrailError,
} from "@promptrail/core";
import {
  lastRevision,
  toChangeReport,
  toJsonEvent,
  toJsonResult,
  toPromotionReport,
  toRollbackReport,
} from "@promptrail/core/lifecycle";
import { bringEvidence } from "@promptrail/evals/run";
import type { FleetWaitOptions } from "@promptrail/http-api";
import type { PromptReader, Promptrail } from "@promptrail/runtime";
import type { Backend, BackendView } from "./backend.js";

/** Answers from the store that this process opened, as a server on it would. */
export function createLocalBackend(promptrail: Promptrail, actor: string): Backend {
  const by = { actor, source: "cli" } as const;
  return {
    ...createLocalView(promptrail),
    call: async (family, context, options) =>
      toJsonResult(await promptrail.call(family, context, options)),
    stream: (family, context, options) => toJsonEvents(promptrail.stream(family, context, options)),
    render: async (family, context, { version: pinned, turns = [] } = {}) => {
      const { version, messages } = await promptrail.render(family, context, { version: pinned });
      const { key, contentHash } = version;
      const sent = [...messages, ...turns];
      return { family, version: version.version, key, contentHash, messages: sent };
    },
    bringEvidence: (run) => bringEvidence(promptrail, { run, actor }),
    promote: async ({ wait, ...request }) => {
      const result = await promptrail.promote({ ...request, ...by });
      return toPromotionReport(result, await waitFor(promptrail, lastRevision(result), wait));
    },
    rollback: async ({ wait, ...request }) => {
      const result = await promptrail.rollback({ ...request, ...by });
      return toRollbackReport(result, await waitFor(promptrail, lastRevision(result), wait));
    },
    rollbackAll: async ({ wait, ...request }) => {
      const report = await promptrail.rollbackAll({ ...request, ...by });
      const fleet = await waitFor(promptrail, report.revision, wait);
      return fleet === undefined ? report : { ...report, fleet };
    },
    eraseSubject: (subject) => promptrail.calls.erase(subject, { actor }),
    shadow: async (request) => toChangeReport(await promptrail.shadow({ ...request, ...by })),
    archive: async (request) => toChangeReport(await promptrail.archive({ ...request, ...by })),
    resume: async (request) => toChangeReport(await promptrail.resume({ ...request, ...by })),
    recover: (request) => promptrail.recover({ ...request, ...by }),
    drill: (request) => promptrail.drill({ ...request, ...by }),
  };
}

async function* toJsonEvents(
  events: AsyncIterable<CallStreamEvent>,
): AsyncGenerator<CallStreamEvent<JsonValue>, void, undefined> {
  for await (const event of events) yield toJsonEvent(event);
}

/** The same for who only looks. */
export function createLocalView(reader: PromptReader): BackendView {
  return {
    environment: reader.environment,
    status: async () => {
      const status = reader.status();
      requireLive(status.problems);
      return status;
    },
    historyPage: async (request) => {
      // Refuses a name that nobody declared, as a server does, instead of showing no decisions.
      if (request.family !== undefined) requireFamily(reader, request.family);
      return reader.historyPage(request);
    },
    shadowPairs: async (request) => {
      const { family } = request;
      requireFamily(reader, family);
      return { family, ...(await reader.shadowPairsPage(request)) };
    },
    headroom: async ({ family }) => {
      requireFamily(reader, family);
      return reader.headroom({ family });
    },
    calls: async (request = {}) => {
      if (request.family !== undefined) requireFamily(reader, request.family);
      return reader.calls.list(request);
    },
    findCall: (id) => reader.calls.find(id),
    usage: (request) => reader.calls.usage(request),
    fleet: () => reader.fleet(),
  };
}

/** What a process serves without its store is not what is live: this command is asked for that. */
function requireLive(problems: ReturnType<PromptReader["status"]>["problems"]): void {
  const away = problems.find(({ code }) => code === "store_unavailable");
  if (away !== undefined) throw new PromptrailError("store_unavailable", away.message);
}

/** A family that is live is known, whether or not this build can run it. */
function requireFamily(reader: PromptReader, family: string): void {
  const { families } = reader.status();
  if (!families.some((known) => known.family === family)) reader.resolve(family);
}

async function waitFor(
  reader: PromptReader,
  revision: number,
  wait: FleetWaitOptions | undefined,
): Promise<FleetAnswer | undefined> {
  if (wait === undefined) return undefined;
  return reader.waitForFleet({ revision, timeoutMs: wait.timeoutMs });
}
