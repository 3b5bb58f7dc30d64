export { createServerApp } from "./create-server-app.js";
export type { ServedPromptrail } from "./http/route-handler.js";
export { type CreatedKey, createKey, type KeySettings } from "./keys/create-key.js";
export { type AdminKey, ensureAdminKey } from "./keys/ensure-admin-key.js";
export { createKeyring, type Keyring, type KeyringSettings } from "./keys/keyring.js";
export type { RequestLimits } from "./limits/limit-requests.js";
export type { RateLimit } from "./limits/rate-limiter.js";
export type { ServerAppSettings } from "./server-settings.js";
export { type RunningServer, type ServerSettings, startServer } from "./start-server.js";
