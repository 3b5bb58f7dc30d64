import { PromptrailError } from "@promptrail/core";

/**
 * A share above 0 and at most 1: `0.8`, `.5`, `1`.
 *
 * @throws PromptrailError `request_invalid`, which names the argument.
 */
export function parseShare(text: string, name: string): number {
  const share = /^(?:0?\.\d{1,9}|1(?:\.0{1,9})?)$/.test(text) ? Number(text) : 0;
  if (share > 0) return share;
  throw new PromptrailError(
    "request_invalid",
    `${name} must be a share above 0 and at most 1 such as 0.8, not "${text}".`,
    { argument: name },
  );
}
