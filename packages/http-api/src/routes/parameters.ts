import { z } from "zod";
import { familyName, timestamp, wholeNumberText } from "../wire/fields.js";
import { longestWaitMs } from "../wire/fleet.js";
import { record } from "../wire/record.js";

export const noParameters = record(z.strictObject({}));

export const familyParameters = record(z.strictObject({ family: familyName }));

export const versionParameters = record(
  z.strictObject({ family: familyName, version: wholeNumberText }),
);

export const keyParameters = record(z.strictObject({ key_id: z.string().min(1).max(100) }));

export const processParameters = record(
  z.strictObject({
    process_id: z
      .string()
      .regex(/^[A-Za-z0-9._-]{1,100}$/, "must be 1 to 100 letters, digits or . _ -"),
  }),
);

/** Waits until every process has a decision; the answer then tells how far it came. */
export interface FleetWaitOptions {
  /** At most 10,000. */
  readonly timeoutMs: number;
}

const defaultWaitMs = 1_000;

/** `wait=fleet`: the answer comes when every process has the decision, or the time is over. */
export const decisionQuery = z.codec(
  z.strictObject({
    wait: z.literal("fleet").exactOptional(),
    timeout_ms: wholeNumberText
      .refine((wait) => wait <= longestWaitMs, `must be at most ${longestWaitMs}`)
      .exactOptional(),
  }),
  z.custom<{ readonly wait?: FleetWaitOptions }>(),
  {
    decode: ({ wait, timeout_ms: timeoutMs = defaultWaitMs }) =>
      wait === undefined ? {} : { wait: { timeoutMs } },
    encode: ({ wait }) =>
      wait === undefined ? {} : { wait: "fleet" as const, timeout_ms: wait.timeoutMs },
  },
);

export const mostDecisions = 1_000;

const limit = wholeNumberText
  .refine((asked) => asked <= mostDecisions, `must be at most ${mostDecisions}`)
  .exactOptional();

/** Each has the texts of two answers. */
export const mostPairs = 100;

/** `2,3` in a query: two versions. */
const versionsText = z.codec(
  z.string().regex(/^[1-9][0-9]{0,8},[1-9][0-9]{0,8}$/, "must be two versions, as 2,3"),
  // Without a check, a list that is not given would be written, too.
  z.custom<readonly [number, number]>(Array.isArray),
  {
    decode: (text) => {
      const [one = "", other = ""] = text.split(",");
      return [Number(one), Number(other)] as const;
    },
    encode: (versions) => versions.join(","),
  },
);

/** `before` is the `next_before` of the page before. `limit` counts shadow runs; those of one millisecond come together. */
export const pairsQuery = record(
  z.strictObject({
    versions: versionsText.exactOptional(),
    since: timestamp.exactOptional(),
    before: timestamp.exactOptional(),
    limit: wholeNumberText
      .refine((asked) => asked <= mostPairs, `must be at most ${mostPairs}`)
      .exactOptional(),
  }),
);

export const limitQuery = record(z.strictObject({ limit }));

/** `after` is the `next` of the part before. */
export const contentsQuery = record(z.strictObject({ after: z.string().max(500).exactOptional() }));

/** `before` is the `next_before` of the page before. */
export const historyQuery = record(
  z.strictObject({ limit, before: wholeNumberText.exactOptional() }),
);
