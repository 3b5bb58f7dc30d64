import {
  createVendorFetch,
  findBaseUrl,
  isMeant,
  listSecrets,
  parseHeaders,
  requireKey,
  throwFailedReplies,
  withEnvironment,
} from "@promptrail/core/provider-kit";
import { sharedTransport } from "@promptrail/transport";
import OpenAI from "openai";
import type { CompatibleSettings } from "../compatible-vendor.js";
import type { SdkVendor } from "../sdk-vendor.js";

/** The SDK's client and what the edge needs beside it. */
export interface ClientSource<Vendor extends SdkVendor = SdkVendor> {
  readonly id: string;
  readonly vendor: Vendor;
  readonly timeoutMs: number | undefined;
  /** The key and what else is sent that may be secret, for hiding it. */
  secrets(): readonly string[];
  /** Throws ProviderError `auth` where no key is found, PromptrailError `config_invalid` for a wrong key or address. */
  open(): OpenAI;
  /** Opens a connection for the first call; a `fetch` of somebody's own looks after itself. Throws what `open` does. */
  warm(): Promise<void>;
}

/**
 * Reads the key and the address at the first call, never before.
 *
 * @throws PromptrailError `config_invalid` for headers that cannot be sent.
 */
export function createClientSource<Vendor extends SdkVendor>(
  vendor: Vendor,
  settings: CompatibleSettings,
): ClientSource<Vendor> {
  const id = settings.id ?? vendor.id;
  const headers = parseHeaders(vendor.id, settings.headers);
  let client: OpenAI | undefined;
  const open = () => {
    client ??= createClient(vendor, { ...settings, id, headers });
    return client;
  };
  return {
    id,
    vendor,
    timeoutMs: settings.timeoutMs,
    secrets: () => [
      settings.apiKey ?? process.env[vendor.keyVariable] ?? "",
      ...listSecrets(headers),
    ],
    open,
    warm: async () => {
      if (settings.fetch === undefined) await sharedTransport().warm(open().baseURL);
    },
  };
}

type Access = CompatibleSettings & Required<Pick<CompatibleSettings, "id" | "headers">>;

function createClient(vendor: SdkVendor, access: Access): OpenAI {
  const { id, apiKey, baseUrl, fetch = sharedTransport().fetch } = access;
  const tellsOrganization = vendor.sendsOrganization && isMeant(vendor, baseUrl);
  const { OPENAI_ORG_ID: organization, OPENAI_PROJECT_ID: project } = process.env;
  const options = {
    apiKey: requireKey(vendor, { provider: id, apiKey, baseUrl }),
    baseURL: findBaseUrl(vendor, baseUrl) ?? vendor.defaultBaseUrl,
    organization: (tellsOrganization && organization) || null,
    project: (tellsOrganization && project) || null,
    defaultHeaders: { ...access.headers },
    fetch: throwFailedReplies(createVendorFetch({ provider: id, name: vendor.name }, fetch)),
    // Retries are ours: two layers would multiply.
    maxRetries: 0,
    // The SDK would log what it cannot parse, and that holds the answer's text.
    logLevel: "off",
  } as const;
  return withEnvironment([], () => new OpenAI(options));
}
