export { createServerApp } from "./create-server-app.js";
export type { FailureLimit, RateLimit, RequestLimits } from "./limits/limit-requests.js";
export type { ServedPromptrail } from "./served-promptrail.js";
export { serverBounds } from "./server-bounds.js";
export type { ServerAppSettings } from "./server-settings.js";
export { type RunningServer, type ServerSettings, startServer } from "./start-server.js";
