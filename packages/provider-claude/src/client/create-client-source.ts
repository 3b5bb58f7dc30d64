import Anthropic from "@anthropic-ai/sdk";
import { ProviderError } from "@promptrail/core";

export interface ClientSourceSettings {
  readonly id: string;
  readonly apiKey?: string;
  readonly baseUrl?: string;
  readonly timeoutMs?: number;
}

/** The SDK's client and what the edge needs beside it. */
export interface ClientSource {
  readonly id: string;
  readonly timeoutMs: number | undefined;
  /** The key, for hiding it; empty where there is none. */
  key(): string;
  /** Throws ProviderError `auth` where no key is found. */
  open(): Anthropic;
}

/** Reads the key and the address at the first call, never before. */
export function createClientSource(settings: ClientSourceSettings): ClientSource {
  const key = () => settings.apiKey ?? process.env.ANTHROPIC_API_KEY ?? "";
  let client: Anthropic | undefined;
  return {
    id: settings.id,
    timeoutMs: settings.timeoutMs,
    key,
    open: () => {
      client ??= createClient(settings, key());
      return client;
    },
  };
}

function createClient(settings: ClientSourceSettings, apiKey: string): Anthropic {
  if (apiKey === "") {
    throw new ProviderError({
      kind: "auth",
      provider: settings.id,
      reason: "no API key was found. Set ANTHROPIC_API_KEY, or pass `apiKey` to claude().",
    });
  }
  const baseURL = settings.baseUrl ?? process.env.ANTHROPIC_BASE_URL;
  return new Anthropic({
    apiKey,
    // Retries are ours: two layers would multiply.
    maxRetries: 0,
    // The SDK would log what it cannot parse, and that holds the answer's text.
    logLevel: "off",
    ...(baseURL === undefined || baseURL === "" ? {} : { baseURL }),
  });
}
