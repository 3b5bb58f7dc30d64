import type { MeterProvider, TracerProvider } from "@opentelemetry/api";
import { type JsonObject, PromptrailError } from "@promptrail/core";
import type { Redactor } from "@promptrail/core/privacy";
import { vendorNames } from "@promptrail/core/provider-kit";
import { allowsContent } from "./content/allows-content.js";
import { openDefaults } from "./otel-bounds.js";

export interface OtelSettings {
  /** Makes the spans. Default: the provider that is registered globally. */
  readonly tracerProvider?: TracerProvider | undefined;
  /** Makes the metrics. Default: the provider that is registered globally when the first call starts. */
  readonly meterProvider?: MeterProvider | undefined;
  /**
   * Whether the span of a call holds what was said. `redacted`: messages, answer, context and the text of an error, after
   * `redact`. Default: `none`.
   */
  readonly content?: "none" | "redacted" | undefined;
  /** Takes out of the content what must not leave: `createRedactor()`. `content: "redacted"` needs it. */
  readonly redact?: Redactor | undefined;
  /** Vendors as the conventions name them, by the id of their provider: `{ my_gateway: "openai" }`. */
  readonly vendors?: Readonly<Record<string, string>> | undefined;
  /** How many calls may be open at once before the oldest is given up. Default: 10,000. */
  readonly mostOpen?: number | undefined;
  /** After how many milliseconds an open call is given up. Default: 900,000. */
  readonly longestMs?: number | undefined;
}

/** The settings with their defaults. */
export interface ReadSettings {
  readonly tracerProvider: TracerProvider | undefined;
  readonly meterProvider: MeterProvider | undefined;
  /** Null where no content is to be sent. */
  readonly redact: Redactor | null;
  readonly vendors: Readonly<Record<string, string>>;
  readonly mostOpen: number;
  readonly longestMs: number;
}

/** @throws PromptrailError `config_invalid` for a setting that cannot be. */
export function readOtelSettings(
  settings: OtelSettings,
  env: Readonly<Record<string, string | undefined>>,
): ReadSettings {
  const { mostOpen = openDefaults.mostOpen, longestMs = openDefaults.longestMs } = settings;
  requireCount("mostOpen", mostOpen);
  requireCount("longestMs", longestMs);
  const redact = findRedactor(settings);
  return {
    tracerProvider: settings.tracerProvider,
    meterProvider: settings.meterProvider,
    redact: allowsContent(env) ? redact : null,
    vendors: { ...Object.fromEntries(vendorNames), ...settings.vendors },
    mostOpen,
    longestMs,
  };
}

function findRedactor({ content = "none", redact }: OtelSettings): Redactor | null {
  if (content === "none") return null;
  // A config in plain JavaScript is not held to the type.
  if (content !== "redacted") {
    throw refuse(
      `otel() has no content ${JSON.stringify(content)}. Take "none", or "redacted" with \`redact\`.`,
      { content },
    );
  }
  if (redact === undefined) {
    throw refuse(
      'otel({ content: "redacted" }) has nothing that redacts, and content is never sent as it is. Add `redact: createRedactor()` of `@promptrail/core/privacy`.',
      { content },
    );
  }
  return redact;
}

function requireCount(setting: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 1) return;
  throw refuse(`otel({ ${setting} }) is ${value}. Take a whole number from 1.`, { setting });
}

function refuse(message: string, data: JsonObject): PromptrailError {
  return new PromptrailError("config_invalid", message, data);
}
