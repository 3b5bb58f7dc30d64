import { ProviderError } from "../../errors/provider-error.js";
import type { AskedVendor } from "../asked-vendor.js";
import { adviseOnFailure } from "./vendor-failure.js";

/**
 * A stream that ended before anything of an answer came, also where it ended by the rules of HTTP. It is a failure and
 * no `incomplete_stream`: nobody has seen anything of it, so it may be asked for again.
 */
export function unbegunStream({ provider, name }: AskedVendor): ProviderError {
  const advice = adviseOnFailure("network", { name, keyVariable: "" });
  return new ProviderError({
    kind: "network",
    provider,
    reason: `${name} ended the stream before the answer began. ${advice}`,
  });
}
