import type { Hono } from "hono";
import { createServedApp } from "./create-served-app.js";
import type { ServedPromptrail } from "./served-promptrail.js";
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
  return createServedApp(promptrail, settings).app;
}
