import type { z } from "zod";
import { describeIssues } from "../errors/describe-issues.js";
import { ProviderError } from "../errors/provider-error.js";
import type { CompletionRequest } from "../provider/completion-request.js";

/** A request's options as its vendor knows them. Throws ProviderError `bad_request` for options that are none. */
export function parseVendorOptions<Options>(
  provider: string,
  schema: z.ZodType<Options>,
  { vendorOptions }: Pick<CompletionRequest, "vendorOptions">,
): Options {
  const parsed = schema.safeParse(vendorOptions);
  if (parsed.success) return parsed.data;
  const reason = `its provider options are not valid: ${describeIssues(parsed.error.issues)}.`;
  throw new ProviderError({ kind: "bad_request", provider, reason });
}
