import { noUsage } from "../provider/token-usage.js";
import type { CallRecord } from "./call-record.js";

/** What the record of a call has that brought no answer: what it used, nobody said. */
export const noAnswer = Object.freeze({
  answeredModel: null,
  fallback: false,
  outcome: null,
  success: false,
  text: null,
  data: null,
  usage: noUsage,
  cost: null,
  requestId: null,
  stopReason: null,
}) satisfies Partial<CallRecord>;
