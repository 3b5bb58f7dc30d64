import type { ProviderErrorKind } from "@promptrail/core";
import type { RateLimitHeaders } from "@promptrail/core/provider-kit";

/** What the SDK's client needs to know of a vendor, whichever of its APIs is asked. */
export interface SdkVendor {
  /** As people write it: "OpenAI". */
  readonly name: string;
  /** The default provider id, and the name of the factory. */
  readonly id: string;
  readonly keyVariable: string;
  readonly baseUrlVariable: string;
  readonly defaultBaseUrl: string;
  readonly requestIdHeader: string;
  readonly rateLimitHeaders: RateLimitHeaders;
  /**
   * Whether OPENAI_ORG_ID and OPENAI_PROJECT_ID are meant for this vendor. They are sent to its own address
   * and to the one that the environment names, never to another that the code gives.
   */
  readonly sendsOrganization: boolean;
  /** The vendor's error codes and types; statuses are shared by all vendors. */
  readonly errorCodes: Readonly<Record<string, ProviderErrorKind>>;
}
