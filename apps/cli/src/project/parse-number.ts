import { PromptrailError } from "@promptrail/core";

/** @throws PromptrailError `request_invalid`, which names the argument. */
export function parseVersion(text: string, name = "version"): number {
  const number = Number(text.replace(/^v/, ""));
  if (Number.isInteger(number) && number >= 1) return number;
  throw new PromptrailError(
    "request_invalid",
    `The ${name} must be a whole number from 1, not "${text}".`,
    { argument: name },
  );
}

/** @throws PromptrailError `request_invalid`, which names the argument. */
export function parseCount(text: string, name: string, least = 1): number {
  const number = Number(text);
  if (text.trim() !== "" && Number.isInteger(number) && number >= least) return number;
  throw new PromptrailError(
    "request_invalid",
    `${name} must be a whole number from ${least}, not "${text}".`,
    { argument: name },
  );
}
