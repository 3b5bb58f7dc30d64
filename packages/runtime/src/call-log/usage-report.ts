import { PromptrailError } from "@promptrail/core";
import {
  type CallLog,
  toUsageReport,
  type UsageDimension,
  type UsageQuery,
  type UsageReport,
} from "@promptrail/core/call-log";
import { suggest } from "@promptrail/core/errors";
import { usageDimensions } from "@promptrail/core/portable";
import { requireSpan } from "./require-span.js";

export interface UsageRequest extends Omit<UsageQuery, "since"> {
  /** Default: a day ago. */
  readonly since?: Date | undefined;
  /** Default: by nothing, one group of all. */
  readonly by?: readonly UsageDimension[] | undefined;
}

interface UsagePorts {
  readonly log: Pick<CallLog, "usage" | "gaps">;
  /** Whether a version declares tools; undefined for one that this process does not know. */
  readonly declaresTools: (family: string, version: number) => boolean | undefined;
  readonly now: Date;
}

const dayMs = 86_400_000;

/** @throws PromptrailError `request_invalid`, `store_unavailable`. */
export async function readUsageReport(
  { log, declaresTools, now }: UsagePorts,
  request: UsageRequest,
): Promise<UsageReport> {
  const { by = [], family, since = new Date(now.getTime() - dayMs), before } = request;
  for (const each of by) requireDimension(each);
  requireSpan({ since, before }, null);
  const query = { family, since, before };
  const [rows, gaps] = await Promise.all([log.usage(query), log.gaps(query)]);
  return toUsageReport({ rows, gaps, by, declaresTools });
}

function requireDimension(name: string): void {
  if (usageDimensions.some((each) => each === name)) return;
  throw new PromptrailError(
    "request_invalid",
    `Usage cannot be told by "${name}".${suggest(name, usageDimensions)} It can be told by: ${usageDimensions.join(", ")}.`,
    { by: name },
  );
}
