import { ProviderError } from "@promptrail/core";
import OpenAI from "openai";
import type { CompatibleSettings, CompatibleVendor } from "../compatible-vendor.js";

/** The SDK's client and what the edge needs beside it. */
export interface ClientSource {
  readonly id: string;
  readonly vendor: CompatibleVendor;
  readonly timeoutMs: number | undefined;
  /** The key, for hiding it; empty where there is none. */
  key(): string;
  /** Throws ProviderError `auth` where no key is found. */
  open(): OpenAI;
}

/** Reads the key and the address at the first call, never before. */
export function createClientSource(
  vendor: CompatibleVendor,
  settings: CompatibleSettings,
): ClientSource {
  const id = settings.id ?? vendor.id;
  const key = () => settings.apiKey ?? process.env[vendor.keyVariable] ?? "";
  let client: OpenAI | undefined;
  return {
    id,
    vendor,
    timeoutMs: settings.timeoutMs,
    key,
    open: () => {
      client ??= createClient(vendor, { id, apiKey: key(), baseUrl: settings.baseUrl });
      return client;
    },
  };
}

function createClient(
  vendor: CompatibleVendor,
  access: { readonly id: string; readonly apiKey: string; readonly baseUrl: string | undefined },
): OpenAI {
  if (access.apiKey === "") {
    throw new ProviderError({
      kind: "auth",
      provider: access.id,
      reason: `no API key was found. Set ${vendor.keyVariable}, or pass \`apiKey\` to ${vendor.id}().`,
    });
  }
  return new OpenAI({
    apiKey: access.apiKey,
    baseURL: access.baseUrl ?? (process.env[vendor.baseUrlVariable] || vendor.defaultBaseUrl),
    // Retries are ours: two layers would multiply.
    maxRetries: 0,
    // The SDK would log what it cannot parse, and that holds the answer's text.
    logLevel: "off",
    adminAPIKey: null,
    // The SDK reads these from OPENAI_… variables, which are nobody else's business.
    ...(vendor.sendsOrganization ? {} : { organization: null, project: null }),
  });
}
