import { PromptrailError } from "@promptrail/core";

/** A connection URL → `host:port/database`: what may be shown, without user and password. */
export function describeUrl(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !["postgres:", "postgresql:"].includes(parsed.protocol)) {
    // The URL is not repeated: it may hold a password.
    throw new PromptrailError(
      "config_invalid",
      "The store's URL is not a PostgreSQL connection URL. Write DATABASE_URL as postgres://user:password@host:5432/database, with special characters of the password percent-encoded.",
    );
  }
  const host = parsed.searchParams.get("host") ?? parsed.hostname;
  const port = parsed.port === "" ? "5432" : parsed.port;
  return `postgres (${host}:${port}${parsed.pathname})`;
}
