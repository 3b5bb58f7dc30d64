import {
  createVendorEndpoint,
  createVendorFetch,
  findBaseUrl,
  isMeant,
  listSecrets,
  parseHeaders,
  requireKey,
  throwFailedReplies,
  type VendorEndpoint,
  withEnvironment,
} from "@promptrail/core/provider-kit";
import { sharedTransport } from "@promptrail/transport";
import type OpenAI from "openai";
import type { CompatibleSettings } from "../compatible-vendor.js";
import type { SdkVendor } from "../sdk-vendor.js";
import { lateSdk } from "./late-sdk.js";

/** What is made when it is first asked for. */
interface OpenedClient {
  readonly sdk: OpenAI;
  readonly at: (path: EndpointPath) => VendorEndpoint;
}

/** Where whole answers are asked for. */
type EndpointPath = "/chat/completions" | "/responses";

/** The SDK's client and what the edge needs beside it. */
export interface ClientSource<Vendor extends SdkVendor = SdkVendor> {
  readonly id: string;
  readonly vendor: Vendor;
  readonly timeoutMs: number | undefined;
  /** The key and what else is sent that may be secret, for hiding it. */
  secrets(): readonly string[];
  /** Throws ProviderError `auth` where no key is found, PromptrailError `config_invalid` for a wrong key or address. */
  open(): Promise<OpenAI>;
  /** One of the vendor's addresses, asked past the SDK: the same request, answered as a whole. Throws what `open` does. */
  at(path: EndpointPath): Promise<VendorEndpoint>;
  /** Loads the SDK, without which nothing is asked. */
  load(): Promise<void>;
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
  let client: OpenedClient | undefined;
  const open = async () => {
    if (client !== undefined) return client;
    const { OpenAI: Client } = await lateSdk.load();
    client ??= openClient(vendor, { ...settings, id, headers, Client });
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
    open: async () => (await open()).sdk,
    at: async (path) => (await open()).at(path),
    load: async () => {
      await lateSdk.load();
    },
    warm: async () => {
      if (settings.fetch === undefined) await sharedTransport().warm((await open()).sdk.baseURL);
    },
  };
}

type Access = CompatibleSettings &
  Required<Pick<CompatibleSettings, "id" | "headers">> & { readonly Client: typeof OpenAI };

function openClient(vendor: SdkVendor, access: Access): OpenedClient {
  const { id: provider, fetch = sharedTransport().fetch } = access;
  const asked = { provider, name: vendor.name };
  const sdk = createSdk(vendor, { ...access, fetch: createVendorFetch(asked, fetch) });
  const create = (path: EndpointPath) => {
    const build = async (timeout: number) => {
      const { url, req } = await sdk.buildRequest({ method: "post", path, body: {}, timeout });
      return { url, headers: req.headers };
    };
    return createVendorEndpoint({ vendor: asked, fetch, build });
  };
  const endpoints = {
    "/chat/completions": create("/chat/completions"),
    "/responses": create("/responses"),
  } as const;
  return { sdk, at: (path) => endpoints[path] };
}

function createSdk(vendor: SdkVendor, access: Access & { readonly fetch: typeof fetch }): OpenAI {
  const { id, apiKey, baseUrl, headers, Client } = access;
  const tellsOrganization = vendor.sendsOrganization && isMeant(vendor, baseUrl);
  const { OPENAI_ORG_ID: organization, OPENAI_PROJECT_ID: project } = process.env;
  const options = {
    apiKey: requireKey(vendor, { provider: id, apiKey, baseUrl }),
    baseURL: findBaseUrl(vendor, baseUrl) ?? vendor.defaultBaseUrl,
    organization: (tellsOrganization && organization) || null,
    project: (tellsOrganization && project) || null,
    defaultHeaders: { ...headers },
    fetch: throwFailedReplies(access.fetch),
    // Retries are ours: two layers would multiply.
    maxRetries: 0,
    // The SDK would log what it cannot parse, and that holds the answer's text.
    logLevel: "off",
  } as const;
  return withEnvironment([], () => new Client(options));
}
