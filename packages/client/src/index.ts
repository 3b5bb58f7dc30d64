export type {
  Client,
  ClientAnswer,
  ClientCallOptions,
  ClientHistoryRequest,
  ClientRequest,
} from "./client.js";
export type { ClientSettings } from "./connection.js";
export { createClient } from "./create-client.js";
