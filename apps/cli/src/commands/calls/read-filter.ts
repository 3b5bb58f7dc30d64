import type { ClientRequest } from "@promptrail/client";
import { PromptrailError } from "@promptrail/core";
import { lanes, omitUndefined } from "@promptrail/core/portable";
import { mostListedCalls } from "@promptrail/http-api";
import {
  parseChoices,
  parseCount,
  parseMoment,
  parseVersion,
} from "../../project/parse-options.js";
import type { CallsOptions } from "./calls-options.js";

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
