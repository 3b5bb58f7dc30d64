import type { PromptContent, Status } from "@promptrail/core";
import { hashContent, type VersionRegistration } from "@promptrail/core/lifecycle";

/** A version whose body has what stores lose: key order, NUL, odd key names, all of Unicode. */
export function sampleVersion(
  family: string,
  version: number,
  status: Status = "deprecated",
  text = `Write text ${version}.`,
): VersionRegistration {
  const content: PromptContent = {
    messages: [
      { role: "system", template: `${text}\nNever write \u0000 or \u2028.` },
      { role: "user", template: "{{ product.name }} 商品 🛒 e\u0301 \\u0000 'quoted' \"twice\"" },
    ],
    provider: "claude",
    model: "claude-sonnet-4-20250514",
    settings: { maxTokens: 600, temperature: 0.4 },
    providerOptions: { z: 1, a: { "10": true, "9": null, constructor: "x", b: [1e21, 0.1, -1] } },
    fallbacks: [],
    tools: [],
    output: null,
    filters: [{ name: "currency", version: 1 }],
  };
  return {
    family,
    version,
    status,
    content,
    contentHash: hashContent(content),
    changelog: version === 1 ? null : `Why ${version}.`,
    input: version === 1 ? null : { given: { type: "object", required: ["\u0000"] }, made: null },
  };
}
