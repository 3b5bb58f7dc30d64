import { PromptrailError } from "@promptrail/core";

/** What a command ends with that is to bring evidence and to change nothing. */
export function evidenceInDryRun(): PromptrailError {
  return new PromptrailError(
    "request_invalid",
    "--evidence stores evidence, so it cannot be combined with --dry-run, which changes nothing. Remove one of the two.",
    { argument: "--evidence" },
  );
}
