import { type EventPlace, type StatusEventWire, toEventId } from "@promptrail/http-api";
import type { ServedStatus } from "../status/status-reader.js";

export interface EventText {
  readonly bytes: Uint8Array;
  /** Where its reader is after it. */
  readonly place: EventPlace;
}

/** What a reader at a place has to be told of a status; null where it has it already. */
export type EventTexts = (status: ServedStatus, place: EventPlace | null) => EventText | null;

/** Makes each event once: a thousand readers at the same place share its bytes. */
export function createEventTexts(): EventTexts {
  let made: {
    readonly status: ServedStatus;
    readonly texts: Map<number | null, EventText>;
  } | null = null;
  return (status, place) => {
    const since = findSince(status, place);
    if (since === status.wire.revision) return null;
    if (made === null || made.status !== status) made = { status, texts: new Map() };
    const text = made.texts.get(since) ?? toEventText(status, toStatusEvent(status, since));
    made.texts.set(since, text);
    return text;
  };
}

/** The revision that a reader has; null where it needs the whole: it has another history, or none. */
function findSince({ wire }: ServedStatus, place: EventPlace | null): number | null {
  if (place === null || place.storeId !== wire.store_id || place.revision > wire.revision) {
    return null;
  }
  return place.revision;
}

function toStatusEvent({ wire, etag }: ServedStatus, since: number | null): StatusEventWire {
  if (since === null) return { event: "status", data: wire };
  const { store_id, revision, head_hash, state_source, families } = wire;
  const touched = families.filter((family) => family.revision > since);
  const from = { store_id, previous_revision: since };
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
