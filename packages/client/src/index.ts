export type {
  Client,
  ClientArchiveRequest,
  ClientCallOptions,
  ClientDrillRequest,
  ClientHistoryRequest,
  ClientPromoteRequest,
  ClientRecoverRequest,
  ClientResumeRequest,
  ClientRollbackRequest,
  ClientShadowRequest,
  FleetWaitOptions,
} from "./client.js";
export type { ClientSettings } from "./connection/client-settings.js";
export { createClient } from "./create-client.js";
export { type FollowSettings, followServer } from "./follow/follow-server.js";
