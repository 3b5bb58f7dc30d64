import type Anthropic from "@anthropic-ai/sdk";

/** Where every copy of `@opentelemetry/api` finds what the application has registered. */
const registry = Symbol.for("opentelemetry.js.api.1");

/**
 * Whether the SDK makes spans of its calls, or sends on the span that they are within: its tracing is on unless the
 * environment says otherwise, and comes to something where the application has registered its OpenTelemetry.
 */
export function isTraced({ openTelemetry }: Pick<Anthropic, "openTelemetry">): boolean {
  if (!openTelemetry.traces.enabled) return false;
  const registered: unknown = Reflect.get(globalThis, registry);
  if (typeof registered !== "object" || registered === null) return false;
  return "trace" in registered || "propagation" in registered;
}
