import {
  type CallStreamEvent,
  type Decision,
  type JsonValue,
  PromptrailError,
  toJsonResult,
} from "@promptrail/core";
import {
  type FamilyChange,
  fromFamilyChangeWire,
  fromPromotionResultWire,
  fromRollbackResultWire,
  toFamilyChangeWire,
  toPromotionResultWire,
  toRollbackResultWire,
} from "@promptrail/http-api";
import type { Promptrail } from "@promptrail/runtime";
import type { Backend } from "./backend.js";

const defaultWaitMs = 1_000;

/** Answers from the store that this process opened, as a server on it would. */
export function createLocalBackend(promptrail: Promptrail, actor: string): Backend {
  const by = { actor, source: "cli" } as const;
  return {
    environment: promptrail.environment,
    call: async (family, context, options) =>
      toJsonResult(await promptrail.call(family, context, options)),
    stream: (family, context, options) => toJsonEvents(promptrail.stream(family, context, options)),
    render: async (family, context, options) => {
      const { version, messages } = await promptrail.render(family, context, options);
      const { key, contentHash } = version;
      return { family, version: version.version, key, contentHash, messages };
    },
    ...createReads(promptrail),
    promote: async ({ wait, ...request }) => {
      const result = await promptrail.promote({ ...by, ...request });
      const fleet = await waitFor(promptrail, result.decision, wait);
      return fromPromotionResultWire(toPromotionResultWire(result, fleet));
    },
    rollback: async ({ toVersion, wait, ...request }) => {
      const target = toVersion === undefined ? {} : { version: toVersion };
      const result = await promptrail.rollback({ ...by, ...request, ...target });
      const fleet = await waitFor(promptrail, result.decision, wait);
      return fromRollbackResultWire(toRollbackResultWire(result, fleet));
    },
    shadow: async (request) => toFamilyChange(await promptrail.shadow({ ...by, ...request })),
    archive: async (request) => toFamilyChange(await promptrail.archive({ ...by, ...request })),
    resume: async (request) => toFamilyChange(await promptrail.resume({ ...by, ...request })),
    recover: (request) => promptrail.recover({ ...by, ...request }),
    drill: (request) => promptrail.drill({ ...by, ...request }),
  };
}

async function* toJsonEvents(
  events: AsyncIterable<CallStreamEvent>,
): AsyncGenerator<CallStreamEvent<JsonValue>, void, undefined> {
  for await (const event of events) {
    yield event.type === "finish"
      ? { type: event.type, result: toJsonResult(event.result) }
      : event;
  }
}

function createReads(promptrail: Promptrail): Pick<Backend, "status" | "historyPage" | "fleet"> {
  return {
    status: async () => {
      const { snapshot, stateSource, families, problems } = promptrail.status();
      requireLive(problems);
      const reports = new Map(families.map((family) => [family.family, family]));
      return { snapshot, stateSource, reports, problems };
    },
    historyPage: async (request) => {
      // Refuses a name that nobody declared, as a server does, instead of showing no decisions.
      if (request.family !== undefined) requireFamily(promptrail, request.family);
      return promptrail.historyPage(request);
    },
    fleet: () => promptrail.fleet(),
  };
}

/** What a process serves without its store is not what is live: this command is asked for that. */
function requireLive(problems: ReturnType<Promptrail["status"]>["problems"]): void {
  const away = problems.find(({ code }) => code === "store_unavailable");
  if (away !== undefined) throw new PromptrailError("store_unavailable", away.message);
}

/** A family that is live is known, whether or not this build can run it. */
function requireFamily(promptrail: Promptrail, family: string): void {
  const { families } = promptrail.status();
  if (!families.some((known) => known.family === family)) promptrail.resolve(family);
}

async function waitFor(
  promptrail: Promptrail,
  decision: Decision | null,
  wait: { readonly timeoutMs?: number } | undefined,
) {
  if (wait === undefined) return undefined;
  const revision = decision?.revision ?? promptrail.status().revision;
  return promptrail.waitForFleet({ revision, timeoutMs: wait.timeoutMs ?? defaultWaitMs });
}

function toFamilyChange(result: Parameters<typeof toFamilyChangeWire>[0]): FamilyChange {
  return fromFamilyChangeWire(toFamilyChangeWire(result));
}
