import { PromptrailError } from "@promptrail/core";

interface UrlFault {
  /** Without the URL itself, which may hold a password. */
  readonly reason: string;
  readonly cure?: string;
  readonly cause?: unknown;
}

export function wrongUrl({ reason, cure, cause }: UrlFault): PromptrailError {
  return new PromptrailError(
    "config_invalid",
    `The store's URL cannot be used: ${reason}. ${cure ?? "Correct DATABASE_URL."}`,
    {},
    cause,
  );
}
