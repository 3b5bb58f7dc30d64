import type Anthropic from "@anthropic-ai/sdk";
import {
  createVendorEndpoint,
  createVendorFetch,
  type ExtraHeaders,
  findBaseUrl,
  listSecrets,
  parseHeaders,
  requireKey,
  throwFailedReplies,
  type VendorEndpoint,
  withEnvironment,
} from "@promptrail/core/provider-kit";
import { sharedTransport } from "@promptrail/transport";
import { anthropicVendor } from "../anthropic-vendor.js";
import type { ClaudeAsker } from "../request/to-claude-request.js";
import { lateSdk } from "./late-sdk.js";

const { name, keyVariable } = anthropicVendor;

export interface ClientSourceSettings {
  readonly id: string;
  readonly apiKey?: string;
  readonly baseUrl?: string;
  readonly timeoutMs?: number;
  readonly headers?: ExtraHeaders;
  readonly fetch?: typeof fetch;
}

/** What is made when it is first asked for. */
export interface OpenedClient {
  readonly sdk: Anthropic;
  /** Where messages are made, asked past the SDK: the same request, answered as a whole. */
  readonly messages: VendorEndpoint;
}

/** The SDK's client and what the edge needs beside it. */
export interface ClientSource {
  readonly id: string;
  readonly timeoutMs: number | undefined;
  /** The key and what else is sent that may be secret, for hiding it. */
  secrets(): readonly string[];
  /** Throws ProviderError `auth` where no key is found, PromptrailError `config_invalid` for a wrong key or address. */
  open(): Promise<OpenedClient>;
  /** Loads the SDK, without which nothing is asked. */
  load(): Promise<void>;
  /** Opens a connection for the first call; a `fetch` of somebody's own looks after itself. Throws what `open` does. */
  warm(): Promise<void>;
}

/** What a request is made and sent with. */
export interface ClaudeSource extends ClientSource, ClaudeAsker {}

/** Whether the SDK traces its calls, and what its spans tell: the application's own business. */
const tracingVariables = [
  "ANTHROPIC_OPEN_TELEMETRY",
  "ANTHROPIC_OPEN_TELEMETRY_PROPAGATION",
  "ANTHROPIC_OPEN_TELEMETRY_TRACES_CONTENT_MODE",
  "ANTHROPIC_OPEN_TELEMETRY_TRACES_MAX_CONTENT_BYTES",
];

/**
 * Reads the key and the address at the first call, never before.
 *
 * @throws PromptrailError `config_invalid` for headers that cannot be sent.
 */
export function createClientSource(settings: ClientSourceSettings): ClientSource {
  const headers = parseHeaders("claude", settings.headers);
  let client: OpenedClient | undefined;
  const open = async () => {
    if (client !== undefined) return client;
    const { Anthropic: Client } = await lateSdk.load();
    client ??= openClient({ ...settings, headers, Client });
    return client;
  };
  return {
    id: settings.id,
    timeoutMs: settings.timeoutMs,
    secrets: () => [settings.apiKey ?? process.env[keyVariable] ?? "", ...listSecrets(headers)],
    open,
    load: async () => {
      await lateSdk.load();
    },
    warm: async () => {
      if (settings.fetch === undefined) await sharedTransport().warm((await open()).sdk.baseURL);
    },
  };
}

type Access = ClientSourceSettings & { readonly Client: typeof Anthropic };

function openClient(settings: Access): OpenedClient {
  const { id: provider, fetch = sharedTransport().fetch } = settings;
  const vendor = { provider, name };
  const sdk = createSdk({ ...settings, fetch: createVendorFetch(vendor, fetch) });
  const build = async (timeout: number) => {
    const { url, req } = await sdk.buildRequest({
      method: "post",
      path: "/v1/messages",
      body: {},
      timeout,
    });
    return { url, headers: req.headers };
  };
  return { sdk, messages: createVendorEndpoint({ vendor, fetch, build }) };
}

type SdkSettings = Access & Required<Pick<Access, "fetch">>;

function createSdk({ id, apiKey, baseUrl, headers, fetch, Client }: SdkSettings): Anthropic {
  const options = {
    apiKey: requireKey(anthropicVendor, { provider: id, apiKey, baseUrl }),
    // Without an address the SDK takes Anthropic's.
    baseURL: findBaseUrl(anthropicVendor, baseUrl) ?? null,
    defaultHeaders: { ...headers },
    fetch: throwFailedReplies(fetch),
    // Retries are ours: two layers would multiply.
    maxRetries: 0,
    // The SDK would log what it cannot parse, and that holds the answer's text.
    logLevel: "off",
  } as const;
  return withEnvironment(tracingVariables, () => new Client(options));
}
