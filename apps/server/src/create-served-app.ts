import { PromptrailError } from "@promptrail/core";
import { type ApiKey, withDefaults } from "@promptrail/core/lifecycle";
import type { KeyUseCases } from "@promptrail/runtime";
import { createKeys, toChosenKey } from "@promptrail/runtime/keys";
import { Hono } from "hono";
import { bindRoutes } from "./bind-routes.js";
import { createEventHub } from "./events/event-hub.js";
import { setAnswerHeaders } from "./http/answer-headers.js";
import { dropStalledReader } from "./http/drop-stalled-reader.js";
import { toFailedRequest } from "./http/sent-request.js";
import { createKeyReader } from "./keys/key-reader.js";
import { createUseRecorder } from "./keys/use-recorder.js";
import { createCallsInFlight } from "./limits/calls-in-flight.js";
import { createAddressReader } from "./limits/client-address.js";
import { createEvidenceTurns } from "./limits/evidence-turns.js";
import {
  createFailureLimiter,
  createRequestLimiter,
  defaultLimits,
} from "./limits/limit-requests.js";
import { ProcessLimiter } from "./limits/process-limiter.js";
import type { FailedRequest } from "./problems/failed-request.js";
import { refuseUnknownRoute } from "./problems/refuse-unknown-route.js";
import { reportFailure } from "./problems/report-failure.js";
import { toProblemResponse } from "./problems/to-problem-response.js";
import type { ServedPromptrail } from "./served-promptrail.js";
import type { ServerAppSettings } from "./server-settings.js";
import { createReadinessReader } from "./status/readiness-reader.js";
import { createStatusReader } from "./status/status-reader.js";

/** The app, and what ends what it has under way. */
interface ServedApp {
  readonly app: Hono;
  /** Event streams last until somebody ends them. */
  readonly endStreams: () => void;
  /** Ends the calls that go on, each with an error. */
  readonly endCalls: () => void;
}

export function createServedApp(
  promptrail: ServedPromptrail,
  settings: ServerAppSettings,
): ServedApp {
  const report = (error: unknown, request: FailedRequest) =>
    reportFailure(promptrail.environment, request, error);
  const { onProblem = report, now = () => new Date(), trustedProxies = [] } = settings;
  const limits = withDefaults(defaultLimits, settings.limits);
  // What can be refused comes first: nothing is watched for an app that is never made.
  const keys = findKeys(promptrail, settings);
  const chosenKey = findChosenKey(settings);
  const app = new Hono();
  const status = createStatusReader(promptrail);
  const events = createEventHub({ promptrail, status });
  const calls = createCallsInFlight(settings.mostCalls);
  const readKey = createKeyReader(keys);
  app.use(dropStalledReader(onProblem));
  app.use(setAnswerHeaders);
  bindRoutes(app, {
    readKey,
    recordUse: createUseRecorder(keys),
    limitRequests: createRequestLimiter(limits),
    limitFailures: createFailureLimiter(limits),
    readAddress: createAddressReader(trustedProxies),
    onProblem,
    ports: {
      promptrail,
      keys,
      status,
      events,
      calls,
      evidenceTurns: createEvidenceTurns(),
      readReadiness: createReadinessReader(promptrail),
      processes: new ProcessLimiter(),
      keyCheck: { chosenKey, forget: (id) => readKey.forget(id), now },
    },
  });
  app.notFound((context) => toProblemResponse(refuseUnknownRoute(context.req.path)));
  app.onError((error, context) => {
    const response = toProblemResponse(error);
    if (response.status === 500) onProblem(error, toFailedRequest(context));
    return response;
  });
  return { app, endStreams: () => events.close(), endCalls: () => calls.end() };
}

function findChosenKey({
  adminKey = process.env["PROMPTRAIL_ADMIN_KEY"],
}: ServerAppSettings): ApiKey | null {
  return adminKey === undefined || adminKey === "" ? null : toChosenKey(adminKey);
}

function findKeys(promptrail: ServedPromptrail, { keys, now }: ServerAppSettings): KeyUseCases {
  if (keys !== undefined) {
    return createKeys({ open: () => keys, environment: promptrail.environment, now });
  }
  if (promptrail.hasStore) return promptrail.keys;
  throw new PromptrailError(
    "config_invalid",
    "The server cannot look up API keys: its project has no store of its own. Pass `keys` to the server.",
  );
}
