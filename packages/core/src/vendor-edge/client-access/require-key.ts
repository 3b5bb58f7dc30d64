import { ProviderError } from "../../errors/provider-error.js";

/** Where a vendor's key and address come from. */
export interface VendorAccess {
  /** The name of the function that makes the provider: `openai`. */
  readonly id: string;
  readonly keyVariable: string;
  readonly baseUrlVariable: string;
  readonly defaultBaseUrl: string;
}

interface Given {
  /** The provider's id in the config. */
  readonly provider: string;
  readonly apiKey: string | undefined;
  readonly baseUrl: string | undefined;
}

/**
 * The key to send: the code's, else the environment's, which goes nowhere but to its vendor and to the address
 * that stands beside it in the environment.
 *
 * @throws ProviderError `auth` where there is none for this address.
 */
export function requireKey(vendor: VendorAccess, { provider, apiKey, baseUrl }: Given): string {
  const { id, keyVariable, baseUrlVariable } = vendor;
  const isElsewhere = apiKey === undefined && !isMeant(vendor, baseUrl);
  const key = isElsewhere ? undefined : (apiKey ?? process.env[keyVariable]);
  if (key) return key;
  throw new ProviderError({
    kind: "auth",
    provider,
    reason: isElsewhere
      ? `no API key is set for ${hostOf(baseUrl) || "its `baseUrl`"}. The key in ${keyVariable} is sent only to ${hostOf(vendor.defaultBaseUrl)} and to the address in ${baseUrlVariable}: pass \`apiKey\` to ${id}().`
      : `no API key was found. Set ${keyVariable}, or pass \`apiKey\` to ${id}().`,
  });
}

/** Whether the vendor's variables are meant for an address: the environment's own, or the vendor's. */
export function isMeant(vendor: VendorAccess, baseUrl: string | undefined): boolean {
  if (baseUrl === undefined || baseUrl === process.env[vendor.baseUrlVariable]) return true;
  const own = hostOf(vendor.defaultBaseUrl);
  const host = hostOf(baseUrl);
  return host === own || host.endsWith(`.${own}`);
}

/** Empty for a text that is no URL. */
function hostOf(url: string | undefined): string {
  return url !== undefined && URL.canParse(url) ? new URL(url).hostname : "";
}
