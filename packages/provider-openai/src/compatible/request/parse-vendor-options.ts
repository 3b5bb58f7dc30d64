import { type JsonObject, ProviderError } from "@promptrail/core";
import { describeIssues } from "@promptrail/core/portable";
import type { CompletionRequest } from "@promptrail/core/provider-kit";
import type { z } from "zod";

/** A request's options as its vendor knows them. Throws ProviderError `bad_request` for options that are none. */
export function parseVendorOptions<Options extends JsonObject>(
  provider: string,
  schema: z.ZodType<Options>,
  { vendorOptions }: Pick<CompletionRequest, "vendorOptions">,
): Options {
  const parsed = schema.safeParse(vendorOptions);
  if (parsed.success) return parsed.data;
  const reason = `its provider options are not valid: ${describeIssues(parsed.error.issues)}.`;
  throw new ProviderError({ kind: "bad_request", provider, reason });
}
