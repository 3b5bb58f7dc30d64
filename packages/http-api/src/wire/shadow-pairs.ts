import { outcomes } from "@promptrail/core/portable";
import { z } from "zod";
import {
  components,
  familyName,
  jsonObject,
  jsonValue,
  timestamp,
  versionNumber,
} from "./fields.js";
import { record } from "./record.js";

const answered = {
  call_id: z.string(),
  version: versionNumber,
  started_at: timestamp,
  duration_ms: z.number().nullable(),
  /** The model that answered; null where none did. */
  model: z.string().nullable(),
  /** Null where the call failed, and then `error` says how. */
  outcome: z.enum(outcomes).nullable(),
  success: z.boolean(),
  text: z.string().nullable(),
  cost: z.number().nullable(),
  error: jsonObject.nullable(),
} as const;

const names = { call_id: "id", model: "answeredModel" } as const;

const pairWire = record(
  z.object({
    active: record(z.object({ context: jsonValue, ...answered }), { names }),
    shadow: record(z.object(answered), { names }),
  }),
).register(components, { id: "ShadowPair" });

/** Production calls with the shadow run on the same input, newest first. */
export const shadowPairsWire = record(
  z.object({ family: familyName, pairs: z.array(pairWire) }),
).register(components, { id: "ShadowPairs" });
