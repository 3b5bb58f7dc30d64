import { PromptrailError } from "../../errors/promptrail-error.js";
import { ProviderError } from "../../errors/provider-error.js";
import { findHeaderFault } from "./header-text.js";

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
 * @throws ProviderError `auth` where there is none for this address; PromptrailError `config_invalid` for one that no
 * header carries.
 */
export function requireKey(vendor: VendorAccess, { provider, apiKey, baseUrl }: Given): string {
  const { id, keyVariable, baseUrlVariable } = vendor;
  const isElsewhere = apiKey === undefined && !isMeant(vendor, baseUrl);
  const key = isElsewhere ? undefined : (apiKey ?? process.env[keyVariable]);
  if (key)
    return requireSendable(key, apiKey === undefined ? keyVariable : `\`apiKey\` of ${id}()`);
  throw new ProviderError({
    kind: "auth",
    provider,
    reason: isElsewhere
      ? `no API key is given for ${hostOf(baseUrl) || "its `baseUrl`"}. The key in ${keyVariable} is sent only to ${hostOf(vendor.defaultBaseUrl)} and to the address in ${baseUrlVariable}: pass \`apiKey\` to ${id}().`
      : `no API key was found. Set ${keyVariable}, or pass \`apiKey\` to ${id}().`,
  });
}

/** Never repeats the key. */
function requireSendable(key: string, place: string): string {
  const fault = findHeaderFault(key);
  if (fault === null) return key;
  throw new PromptrailError(
    "config_invalid",
    `The key in ${place} cannot be sent: it ${fault}. Copy it anew, without what stands around it.`,
  );
}

/**
 * The address to send to: the code's, else the environment's; undefined where neither names one.
 *
 * @throws PromptrailError `config_invalid` where it is no http(s) URL.
 */
export function findBaseUrl(
  { id, baseUrlVariable }: VendorAccess,
  baseUrl: string | undefined,
): string | undefined {
  const address = baseUrl ?? (process.env[baseUrlVariable] || undefined);
  if (address === undefined) return undefined;
  const fault = findUrlFault(address);
  if (fault === null) return address;
  const place = baseUrl === undefined ? baseUrlVariable : `\`baseUrl\` of ${id}()`;
  throw new PromptrailError(
    "config_invalid",
    `The address in ${place} ${fault}. Write it as https://host/path.`,
  );
}

/** Does not repeat an address, which may hold a password. */
function findUrlFault(address: string): string | null {
  const url = URL.parse(address);
  if (!/^\s*https?:\/\//i.test(address)) return "does not begin with http:// or https://";
  if (url === null) return "is no URL";
  if (url.username !== "" || url.password !== "")
    return "holds a user or a password, which is not sent in a URL";
  return null;
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
