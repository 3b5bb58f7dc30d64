import type { JsonObject, Provider } from "@promptrail/core";
import type { Wire } from "../../upstream/wire.js";

/** What the suite needs of a provider: how its vendor answers, and how it is made. */
export interface ProviderHarness {
  /** What the vendor sends, whole; the suite breaks it. */
  readonly wire: Wire;
  /** A model that the provider may ask for. */
  readonly model: string;
  /** What makes a model think before it answers. Left out: nothing is looked at there. */
  readonly thinking?: ThinkingRequest;
  /**
   * Makes the provider in front of one scripted upstream. Called once for each, as the suite asks many at the same time.
   * `baseUrl` ends with the wire's `basePath`.
   */
  readonly createProvider: (upstream: ProviderUpstream) => Provider;
}

/** A model that thinks, and the vendor's options by which it does. */
export interface ThinkingRequest {
  readonly model: string;
  readonly vendorOptions: JsonObject;
}

export interface ProviderUpstream {
  readonly baseUrl: string;
  /** To be sent with every request. No error may repeat it. */
  readonly key: string;
}
