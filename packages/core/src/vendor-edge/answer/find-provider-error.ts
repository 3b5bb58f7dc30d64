import { ProviderError } from "../../errors/provider-error.js";

/** The ProviderError that was thrown, or that a vendor's client has wrapped; null where there is none. */
export function findProviderError(error: unknown): ProviderError | null {
  if (error instanceof ProviderError) return error;
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof ProviderError ? cause : null;
}
