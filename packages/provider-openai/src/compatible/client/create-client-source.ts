import {
  createVendorFetch,
  listSecrets,
  ProviderError,
  parseHeaders,
  withEnvironment,
} from "@promptrail/core";
import OpenAI from "openai";
import type { CompatibleSettings, CompatibleVendor } from "../compatible-vendor.js";

/** The SDK's client and what the edge needs beside it. */
export interface ClientSource {
  readonly id: string;
  readonly vendor: CompatibleVendor;
  readonly timeoutMs: number | undefined;
  /** The key and what else is sent that may be secret, for hiding it. */
  secrets(): readonly string[];
  /** Throws ProviderError `auth` where no key is found. */
  open(): OpenAI;
}

/**
 * Reads the key and the address at the first call, never before.
 *
 * @throws PromptrailError `config_invalid` for headers that cannot be sent.
 */
export function createClientSource(
  vendor: CompatibleVendor,
  settings: CompatibleSettings,
): ClientSource {
  const id = settings.id ?? vendor.id;
  const headers = parseHeaders(vendor.id, settings.headers);
  const key = () => settings.apiKey ?? process.env[vendor.keyVariable] ?? "";
  let client: OpenAI | undefined;
  return {
    id,
    vendor,
    timeoutMs: settings.timeoutMs,
    secrets: () => [key(), ...listSecrets(headers)],
    open: () => {
      client ??= createClient(vendor, { ...settings, id, headers, apiKey: key() });
      return client;
    },
  };
}

type Access = CompatibleSettings & Required<Pick<CompatibleSettings, "id" | "apiKey" | "headers">>;

function createClient(vendor: CompatibleVendor, access: Access): OpenAI {
  if (access.apiKey === "") {
    throw new ProviderError({
      kind: "auth",
      provider: access.id,
      reason: `no API key was found. Set ${vendor.keyVariable}, or pass \`apiKey\` to ${vendor.id}().`,
    });
  }
  const tellsOrganization = vendor.sendsOrganization && isMeant(vendor, access.baseUrl);
  const { OPENAI_ORG_ID: organization, OPENAI_PROJECT_ID: project } = process.env;
  const options = {
    apiKey: access.apiKey,
    baseURL: access.baseUrl ?? (process.env[vendor.baseUrlVariable] || vendor.defaultBaseUrl),
    organization: (tellsOrganization && organization) || null,
    project: (tellsOrganization && project) || null,
    defaultHeaders: { ...access.headers },
    fetch: createVendorFetch({ provider: access.id, name: vendor.name }),
    // Retries are ours: two layers would multiply.
    maxRetries: 0,
    // The SDK would log what it cannot parse, and that holds the answer's text.
    logLevel: "off",
  } as const;
  return withEnvironment([], () => new OpenAI(options));
}

/** Whether an address is one that the vendor's variables are meant for: the environment's own, or the vendor's. */
function isMeant(vendor: CompatibleVendor, baseUrl: string | undefined): boolean {
  if (baseUrl === undefined) return true;
  const own = new URL(vendor.defaultBaseUrl).hostname;
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).hostname : "";
  return host === own || host.endsWith(`.${own}`);
}
