import type { ProviderErrorKind } from "../errors/provider-error.js";

/** A vendor as messages name it. */
export interface VendorWords {
  readonly name: string;
  /** The environment variable that holds the key. */
  readonly keyVariable: string;
}

/** What to do about a failed call, in a sentence. */
export function adviseOnFailure(
  kind: ProviderErrorKind,
  { name, keyVariable }: VendorWords,
): string {
  const advice = {
    rate_limited: `Wait and try again, or ask ${name} for a higher limit.`,
    overloaded: `${name} is overloaded; try again later.`,
    server_error: "Try again later.",
    timeout: "Give the call more time, or try again later.",
    quota: `Add credit to the ${name} account.`,
    auth: `Check the key in ${keyVariable} and what it may do.`,
    bad_request: "Change the request: sent again, it will be refused again.",
    not_found: "Check the model's name and the base URL.",
    network: "Check the connection and the base URL, then try again.",
    cancelled: "The caller gave up.",
  } satisfies Record<ProviderErrorKind, string>;
  return advice[kind];
}
