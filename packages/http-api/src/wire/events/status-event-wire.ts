import { z } from "zod";
import { components } from "../../schemas/components.js";
import { revisionNumber } from "../../schemas/fields.js";
import { stateSourceWire } from "../state/state-source-wire.js";
import { familyStatusWire, statusWire } from "../state/status-wire.js";

/** What changed between two revisions of one history: the families that a decision touched. */
export const statusChangeWire = z
  .object({
    store_id: z.string(),
    previous_revision: revisionNumber,
    /** Of `previous_revision`: who has it under another hash has another history, and reads the whole. */
    previous_hash: z.string(),
    revision: revisionNumber,
    head_hash: z.string(),
    state_source: stateSourceWire,
    /** Of `GET /v1/status` after it: who merges the change need not read the whole again. */
    etag: z.string(),
    families: z.array(familyStatusWire),
  })
  .register(components, { id: "StatusChange" });

export type StatusChangeWire = z.infer<typeof statusChangeWire>;

/**
 * The server-sent events of `GET /v1/events`. `event` is the event's name, `data` its JSON; the
 * event's id is `<store_id>.<revision>`.
 */
export const statusEventWire = z
  .discriminatedUnion("event", [
    z.object({ event: z.literal("status"), data: statusWire }),
    z.object({ event: z.literal("change"), data: statusChangeWire }),
  ])
  .register(components, { id: "StatusEvent" });

export type StatusEventWire = z.infer<typeof statusEventWire>;
