import type { Decision } from "@promptrail/core";
import { completeChange } from "../rows/complete-declaration.js";
import type { SqlConnection } from "../sql/sql-pool.js";
import { isSignedBy, sign, signatureLength } from "./signature.js";

/** Where decisions of all environments are announced. */
export const decisionChannel = "promptrail_decision";

/** PostgreSQL refuses a payload of 8,000 bytes or more. */
const payloadLimit = 8_000;

/** What a transaction announces at its commit. */
interface AnnouncementJson {
  readonly environment: string;
  /** Of its last decision. */
  readonly revision: number;
  /** In their order; missing where they are too long to be sent. */
  readonly decisions?: readonly DecisionJson[];
}

/** A decision as JSON carries it. */
type DecisionJson = Omit<Decision, "decidedAt"> & { readonly decidedAt: string };

/** What a notification says, of which nothing is proven yet. */
interface Announcement extends Pick<AnnouncementJson, "environment" | "revision"> {
  readonly json: AnnouncementJson;
  readonly text: string;
  readonly signature: string;
}

/** The decisions of one transaction, in their order: a signature, and the JSON that it stands for. */
export function toPayload(
  environment: string,
  key: string,
  decisions: readonly [Decision, ...Decision[]],
): string {
  const revision = Math.max(...decisions.map((decision) => decision.revision));
  const hint = { environment, revision };
  const payload = toSigned({ ...hint, decisions }, key);
  if (Buffer.byteLength(payload) < payloadLimit) return payload;
  const short = toSigned(hint, key);
  return Buffer.byteLength(short) < payloadLimit ? short : "";
}

/** Null for a payload that says nothing: an empty one asks everyone to look. */
export function readPayload(payload: string): Announcement | null {
  const signature = payload.slice(0, signatureLength);
  const text = payload.slice(signatureLength);
  try {
    const json: unknown = JSON.parse(text);
    if (!isAnnouncement(json)) return null;
    return { environment: json.environment, revision: json.revision, json, text, signature };
  } catch {
    return null;
  }
}

/** The decisions that an announcement carries; null where it has none, or where the key did not sign it. */
export function openDecisions(
  { json, text, signature }: Announcement,
  key: string,
): readonly Decision[] | null {
  if (json.decisions === undefined || !isSignedBy(text, signature, key)) return null;
  return json.decisions.map((decision) => ({
    ...decision,
    change: completeChange(decision.change),
    decidedAt: new Date(decision.decidedAt),
  }));
}

function toSigned(json: object, key: string): string {
  const text = JSON.stringify(json);
  return `${sign(text, key)}${text}`;
}

/** Looks at what is read of an announcement that nobody has signed. */
function isAnnouncement(value: unknown): value is AnnouncementJson {
  return (
    typeof value === "object" &&
    value !== null &&
    "environment" in value &&
    typeof value.environment === "string" &&
    "revision" in value &&
    typeof value.revision === "number"
  );
}

/**
 * Sent at commit. Only transactions that decide announce: every NOTIFY takes a lock of the whole
 * server at commit.
 */
export async function announce(
  connection: SqlConnection,
  environment: string,
  key: string,
  decisions: readonly [Decision, ...Decision[]],
): Promise<void> {
  const payload = toPayload(environment, key, decisions);
  await connection.query("select pg_notify($1, $2)", [decisionChannel, payload]);
}
