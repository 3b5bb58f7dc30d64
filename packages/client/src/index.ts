export type { Client, ClientCallOptions } from "./client.js";
export type {
  ClientAnswer,
  ClientArchiving,
  ClientDrill,
  ClientHistoryRequest,
  ClientPromotion,
  ClientRequest,
  ClientResumption,
  ClientRollback,
  ClientShadow,
} from "./client-requests.js";
export type { ClientSettings } from "./connection.js";
export { createClient } from "./create-client.js";
