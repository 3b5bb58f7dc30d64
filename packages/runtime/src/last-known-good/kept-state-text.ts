import { createHash } from "node:crypto";
import { describeIssues, parseJson } from "@promptrail/core";
import type { KeptState } from "./kept-state.js";
import { keptStateSchema } from "./kept-state-schema.js";

/** Grows when an older process could not read what a newer one writes. */
const format = 1;

const end = "}\n";
const head = /^\{"format":(\d+),"checksum":"(sha256-[0-9a-f]{64})","content":/;

/** A file's text: JSON, whose checksum covers the bytes of its content. */
export function formatKeptState(state: KeptState): string {
  const content = JSON.stringify(state);
  return `{"format":${format},"checksum":"${checksumOf(content)}","content":${content}${end}`;
}

/** The state in a file's text, or why it cannot be trusted. */
export function parseKeptState(text: string, environment: string): KeptState | string {
  const found = head.exec(text);
  if (found === null) return "it is no such file, or its beginning is missing";
  const [prefix, written, checksum] = found;
  if (Number(written) !== format) return `it has format ${written}, this build reads ${format}`;
  if (!text.endsWith(end)) return "its end is missing";
  const content = text.slice(prefix.length, -end.length);
  if (checksumOf(content) !== checksum) return "its checksum does not hold";
  const parsed = keptStateSchema.safeParse(parseJson(content));
  if (!parsed.success) return describeIssues(parsed.error.issues);
  const { environment: kept } = parsed.data.snapshot;
  return kept === environment ? parsed.data : `it is of environment "${kept}"`;
}

function checksumOf(content: string): string {
  return `sha256-${createHash("sha256").update(content).digest("hex")}`;
}
