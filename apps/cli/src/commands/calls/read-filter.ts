import type { ClientRequest } from "@promptrail/client";
import { PromptrailError } from "@promptrail/core";
import { omitUndefined } from "@promptrail/core/portable";
import { mostListedCalls } from "@promptrail/http-api";
import {
  parseChoices,
  parseCount,
  parseDuration,
  parseVersion,
} from "../../project/parse-options.js";
import type { CallsOptions } from "./calls.js";

const lanes = ["production", "shadow", "eval", "monitor"] as const;
const usualLimit = 20;

type Filter = Omit<ClientRequest<"calls">, "text">;

/** @throws PromptrailError `request_invalid`, which names the flag. */
export function readFilter(options: CallsOptions): Filter {
  const { family, version, lane, outcome, shape, run, since, before, limit } = options;
  return {
    ...omitUndefined({
      family,
      version: version === undefined ? undefined : parseVersion(version, "--version"),
      lane: lane === undefined ? undefined : parseChoices([lane], lanes, "--lane")[0],
      outcome,
      shape,
      runId: run,
      since: since === undefined ? undefined : parseMoment(since, "--since"),
      before: before === undefined ? undefined : parseMoment(before, "--before"),
    }),
    limit:
      limit === undefined ? usualLimit : parseCount(limit, "--limit", { most: mostListedCalls }),
  };
}

/** `2h` is two hours ago; else a day, or a moment, in UTC where it names no other zone. */
export function parseMoment(text: string, name: string, now: Date = new Date()): Date {
  if (/^\d{4}-\d\d-\d\d/.test(text)) {
    const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text) || !text.includes("T");
    const moment = new Date(hasZone ? text : `${text}Z`);
    if (!Number.isNaN(moment.getTime())) return moment;
    throw new PromptrailError(
      "request_invalid",
      `${name} must be a time such as 2h, 7d, 2026-11-30 or 2026-11-30T14:00Z, not "${text}".`,
      { argument: name },
    );
  }
  return new Date(now.getTime() - parseDuration(text, name));
}

const flags: readonly (keyof CallsOptions)[] = [
  ...(["family", "version", "lane", "outcome", "shape", "run", "since", "before"] as const),
  ...(["text", "limit", "follow", "usage", "by", "erase"] as const),
];

/** @throws PromptrailError `request_invalid` where flags were given that say nothing here. */
export function refuseTogether(
  why: string,
  options: CallsOptions,
  taken: readonly (keyof CallsOptions)[],
): void {
  const others = flags.filter((flag) => options[flag] !== undefined && !taken.includes(flag));
  if (others.length === 0) return;
  throw new PromptrailError(
    "request_invalid",
    `${why}: leave out ${others.map((flag) => `--${flag}`).join(", ")}.`,
  );
}
