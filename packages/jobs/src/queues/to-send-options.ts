import { randomUUID } from "node:crypto";
import { PromptrailError } from "@promptrail/core";
import type { JobOptions } from "@promptrail/core/jobs";
import { omitUndefined } from "@promptrail/core/portable";
import type { SendOptions } from "pg-boss";
import { requireName } from "./names.js";

/** A job may run for a day, as long as its process shows life. */
const longestSeconds = 86_400;
const leastLease = 10;

/** @throws PromptrailError `request_invalid` for a number or a key that there is not. */
export function toSendOptions(options: JobOptions = {}): SendOptions {
  const { key, startAfter, retries = 2, retryDelaySeconds = 1, leaseSeconds = 30 } = options;
  if (key !== undefined) requireName(key, "a job's key");
  requireWhole("retries", retries, 0);
  requireWhole("retryDelaySeconds", retryDelaySeconds, 0);
  requireWhole("leaseSeconds", leaseSeconds, leastLease);
  return omitUndefined({
    // The queues let one job of a key in: each without one has its own.
    singletonKey: key === undefined ? `alone/${randomUUID()}` : `key/${key}`,
    retryLimit: retries,
    retryDelay: retryDelaySeconds,
    heartbeatSeconds: leaseSeconds,
    expireInSeconds: longestSeconds,
    startAfter,
  });
}

function requireWhole(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new PromptrailError(
    "request_invalid",
    `A job's ${name} must be a whole number from ${least}, and is ${value}.`,
    { [name]: value },
  );
}
