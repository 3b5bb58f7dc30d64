import { PromptrailError } from "@promptrail/core";

/** @throws PromptrailError `request_invalid`, which names the argument. */
export function parseVersion(text: string, name = "The version"): number {
  const digits = /^v?([1-9]\d{0,8})$/.exec(text)?.[1];
  if (digits !== undefined) return Number(digits);
  throw new PromptrailError(
    "request_invalid",
    `${name} must be a whole number from 1, not "${text}".`,
    { argument: name },
  );
}

/** @throws PromptrailError `request_invalid`, which names the argument. */
export function parseCount(text: string, name: string, least = 1): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  if (number >= least) return number;
  throw new PromptrailError(
    "request_invalid",
    `${name} must be a whole number from ${least}, not "${text}".`,
    { argument: name },
  );
}
