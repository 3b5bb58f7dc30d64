import { PromptrailError } from "@promptrail/core";

/** @throws PromptrailError `request_invalid` for an option that was not given. */
export function requireOption(name: string, value: string | undefined): string {
  if (value !== undefined && value.trim() !== "") return value;
  throw new PromptrailError("request_invalid", `${name} is needed: it stands in the history.`);
}
