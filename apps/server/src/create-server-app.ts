import { type KeyStore, PromptrailError } from "@promptrail/core";
import { Hono } from "hono";
import { createReadinessReader } from "./handlers/readiness-reader.js";
import { bindRoutes } from "./http/bind-routes.js";
import { refuseUnknownRoute } from "./http/refuse-unknown-route.js";
import { reportFailure } from "./http/report-failure.js";
import type { ServedPromptrail } from "./http/route-handler.js";
import { setResponseHeaders } from "./http/set-response-headers.js";
import { toProblemResponse } from "./http/to-problem-response.js";
import { createKeyReader } from "./keys/key-reader.js";
import { createRequestLimiter, defaultLimits } from "./limits/limit-requests.js";
import type { ServerAppSettings } from "./server-settings.js";

/**
 * The HTTP app over a project. Every route but those without a scope needs a key.
 *
 * @throws PromptrailError `config_invalid` where there are no keys to check: a project that follows
 * a server has no store of its own.
 */
export function createServerApp(
  promptrail: ServedPromptrail,
  settings: ServerAppSettings = {},
): Hono {
  const { onProblem = reportFailure, now = () => new Date(), limits = defaultLimits } = settings;
  const app = new Hono();
  app.use(setResponseHeaders);
  bindRoutes(app, {
    now,
    readKey: createKeyReader(settings.keys ?? requireKeys(promptrail)),
    limitRequests: createRequestLimiter(limits),
    ports: { promptrail, readReadiness: createReadinessReader(promptrail) },
  });
  app.notFound((context) => toProblemResponse(refuseUnknownRoute(context.req.path)));
  app.onError((error) => {
    const response = toProblemResponse(error);
    if (response.status === 500) onProblem(error);
    return response;
  });
  return app;
}

function requireKeys({ store }: ServedPromptrail): KeyStore {
  if (store !== null) return store.keys;
  throw new PromptrailError(
    "config_invalid",
    "The server has nowhere to look up API keys: its project has no store of its own. Give it `keys`.",
  );
}
