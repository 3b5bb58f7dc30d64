export type { Client, ClientCallOptions } from "./client.js";
export type {
  ClientAnswer,
  ClientArchiving,
  ClientDrill,
  ClientHeadroomQuery,
  ClientHistoryRequest,
  ClientPromotion,
  ClientRequest,
  ClientResumption,
  ClientRollback,
  ClientShadow,
  ClientShadowQuery,
} from "./client-requests.js";
export type { ClientSettings } from "./connection.js";
export { createClient } from "./create-client.js";
