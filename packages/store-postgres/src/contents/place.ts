import { PromptrailError } from "@promptrail/core";

/** How far a check has come: the last version, or the last verdict, that was looked at. */
export type Place =
  | { readonly kind: "bodies"; readonly family: string; readonly version: number }
  | { readonly kind: "evidence"; readonly sequence: string };

/** How many rows one part looks at: large bodies, too, are read well within the limit of a decision. */
export const partSize = 100;

/** Of what a part does not count, the first say enough. */
export const mostNamed = 20;

const start: Place = { kind: "bodies", family: "", version: 0 };

export function formatPlace(place: Place): string {
  return place.kind === "bodies"
    ? `bodies:${place.version}:${place.family}`
    : `evidence:${place.sequence}`;
}

/** @throws PromptrailError `request_invalid` for what no part of a check told. */
export function parsePlace(text: string | null): Place {
  if (text === null) return start;
  const [, version, family] = /^bodies:(\d{1,10}):(.+)$/s.exec(text) ?? [];
  if (version !== undefined && family !== undefined) {
    return { kind: "bodies", family, version: Number(version) };
  }
  const [, sequence] = /^evidence:(\d{1,18})$/.exec(text) ?? [];
  if (sequence !== undefined) return { kind: "evidence", sequence };
  throw new PromptrailError(
    "request_invalid",
    '"after" is not a place that a check has returned. Give the "next" of the part before, or leave "after" out to begin.',
  );
}
