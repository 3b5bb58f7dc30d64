import type { JsonValue } from "@promptrail/core";
import { isJsonObject, parseJson } from "@promptrail/core/portable";
import type { ProcessIdentity } from "@promptrail/core/state-folder";

/** A process's wish for a folder, or its hold on it, as its file in the lock folder says. */
export interface Claim extends ProcessIdentity {
  /** ISO 8601; like all that is shown of a claim, only what its file says. */
  readonly since: string;
  /** Of the file that it was written to; null in a claim of before there were such. */
  readonly inode: string | null;
}

export const claimSuffix = ".json";

/** Processes of before find a claim by its id, and the boot in its start mark. */
export function formatClaim(claim: Claim, id: string): string {
  return `${JSON.stringify({ ...claim, id }, null, 2)}\n`;
}

/** Null for a text that is no claim: what a power cut leaves of one. */
export function parseClaim(text: string): Claim | null {
  const value = parseJson(text);
  if (!isJsonObject(value)) return null;
  const pid = toProcessNumber(value["pid"]);
  if (pid === null) return null;
  const startMark = toText(value["startMark"]);
  return {
    pid,
    startMark,
    host: toShown(value["host"]),
    boot: toText(value["boot"]) ?? findBoot(startMark),
    space: toText(value["space"]),
    command: toShown(value["command"]),
    since: toShown(value["since"]),
    inode: toText(value["inode"]),
  };
}

/** 0 and negative numbers name groups of processes, which would always seem to be alive. */
function toProcessNumber(value: JsonValue | undefined): number | null {
  const isNumber = typeof value === "number" && Number.isInteger(value);
  return isNumber && value > 0 && value < 2 ** 31 ? value : null;
}

function toText(value: JsonValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

/** For one line of a message. */
function toShown(value: JsonValue | undefined): string {
  const text = toText(value) ?? "unknown";
  return text.replaceAll(/\p{C}/gu, "?").slice(0, 200);
}

function findBoot(startMark: string | null): string | null {
  return /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):/.exec(startMark ?? "")?.[1] ?? null;
}
