import { type EventPlace, routes, type StatusEventWire, toEventId } from "@promptrail/http-api";
import type { ServedStatus } from "../status/status-reader.js";

export interface EventText {
  readonly bytes: Uint8Array;
  /** Where its reader is after it. */
  readonly place: EventPlace;
}

/** What a reader at a place has to be told of a status; null where it has it already. */
export type EventTexts = (status: ServedStatus, place: EventPlace | null) => EventText | null;

/** Readers that are further behind, or come from before this process, are told the whole. */
const mostHeads = 1_000;

/** Makes each event once: a thousand readers at the same place share its bytes. */
export function createEventTexts(): EventTexts {
  let made: {
    readonly status: ServedStatus;
    readonly texts: Map<number | null, EventText>;
  } | null = null;
  const heads = new Map<number, string>();
  return (status, place) => {
    if (made === null || made.status !== status) {
      made = { status, texts: new Map() };
      keepHead(heads, status);
    }
    const known = findKnown(status, place, heads);
    const since = known?.revision ?? null;
    if (since === status.wire.revision) return null;
    const text = made.texts.get(since) ?? toEventText(status, toStatusEvent(status, known));
    made.texts.set(since, text);
    // Whoever hears nothing reads the status, which says that it is too large.
    return text.bytes.byteLength > routes.events.largestAnswer ? null : text;
  };
}

/** Remembers a revision's hash, by which a reader knows that it has this history. */
function keepHead(heads: Map<number, string>, { wire }: ServedStatus): void {
  heads.set(wire.revision, wire.head_hash);
  const [oldest] = heads.keys();
  if (heads.size > mostHeads && oldest !== undefined) heads.delete(oldest);
}

interface KnownHead {
  readonly revision: number;
  readonly hash: string;
}

/** What a reader has; null where it needs the whole: it has another history, or none. */
function findKnown(
  { wire }: ServedStatus,
  place: EventPlace | null,
  heads: ReadonlyMap<number, string>,
): KnownHead | null {
  if (place === null || place.storeId !== wire.store_id || place.revision > wire.revision) {
    return null;
  }
  const { revision } = place;
  const hash = heads.get(revision);
  return hash === undefined ? null : { revision, hash };
}

function toStatusEvent({ wire, etag }: ServedStatus, known: KnownHead | null): StatusEventWire {
  if (known === null) return { event: "status", data: wire };
  const { store_id, revision, head_hash, state_source, families } = wire;
  const touched = families.filter((family) => family.revision > known.revision);
  const from = { store_id, previous_revision: known.revision, previous_hash: known.hash };
  return {
    event: "change",
    data: { ...from, revision, head_hash, state_source, etag, families: touched },
  };
}

function toEventText(status: ServedStatus, { event, data }: StatusEventWire): EventText {
  const place = { storeId: status.wire.store_id, revision: status.wire.revision };
  const json = event === "status" ? status.text : JSON.stringify(data);
  const text = `event: ${event}\nid: ${toEventId(place)}\ndata: ${json}\n\n`;
  return { bytes: new TextEncoder().encode(text), place };
}
