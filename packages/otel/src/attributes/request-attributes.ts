import type { Attributes } from "@opentelemetry/api";
import type { StartedCall } from "@promptrail/core";
import { genAi } from "../names.js";

/** Which model is asked for what: the same on spans and in metrics. */
export function toRequestAttributes(
  { family, version }: Pick<StartedCall, "family" | "version">,
  { provider, model }: { readonly provider: string; readonly model: string },
  vendors: Readonly<Record<string, string>>,
): Attributes {
  return {
    [genAi.operationName]: operation,
    [genAi.providerName]: Object.hasOwn(vendors, provider) ? vendors[provider] : provider,
    [genAi.requestModel]: model,
    [genAi.promptName]: family,
    [genAi.promptVersion]: String(version),
  };
}

/** All that Promptrail asks of a model is an answer to messages. */
const operation = "chat";

/** As the conventions name the span of such a request. */
export function toSpanName(model: string): string {
  return `${operation} ${model}`;
}
