import type { StartedCall } from "../calls/call-record.js";

/** What a spool knows of a call that has begun: enough to count it should its process be killed. */
export type CallIntent = Pick<
  StartedCall,
  | "id"
  | "family"
  | "version"
  | "contentHash"
  | "revision"
  | "stateSource"
  | "lane"
  | "startedAt"
  | "provider"
  | "requestedModel"
>;
