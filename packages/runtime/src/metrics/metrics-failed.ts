/** The meter provider is the application's own: only its owner can mend it, and nothing is refused for it. */
export function metricsFailed(cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Error(
    `The OpenTelemetry meter provider of this process failed: ${reason}. Calls go on; metrics of them may be missing. Look at the SDK that the application registers.`,
    { cause },
  );
}
