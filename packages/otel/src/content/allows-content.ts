/** The variable by which GenAI instrumentations are told to capture content. */
export const captureVariable = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";

/** Its values that ask for content on spans. `true` is of earlier conventions. */
const onSpans: ReadonlySet<string> = new Set(["true", "span_only", "span_and_event"]);

/**
 * False where the environment forbids content on spans. It can only take away: content is on where the config says so,
 * and a value that is not known forbids it.
 */
export function allowsContent(env: Readonly<Record<string, string | undefined>>): boolean {
  const value = env[captureVariable]?.trim().toLowerCase() ?? "";
  return value === "" || onSpans.has(value);
}
