import type { JsonObject, ProviderWarning } from "@promptrail/core";
import type { ToolDefinition } from "@promptrail/core/provider-kit";

export interface PreparedTools {
  /** With schemas that the vendor accepts. */
  readonly tools: readonly ToolDefinition[];
  readonly warnings: readonly ProviderWarning[];
}

/** Tools without what the vendor would refuse; a warning for each that lost something by it. */
export function prepareTools(
  vendor: { readonly name: string; toToolSchema(schema: JsonObject): JsonObject },
  tools: readonly ToolDefinition[],
): PreparedTools {
  const prepared = tools.map((tool) => ({ tool, schema: vendor.toToolSchema(tool.inputSchema) }));
  const changed = prepared.filter(
    ({ tool, schema }) => JSON.stringify(schema) !== JSON.stringify(tool.inputSchema),
  );
  return {
    tools: prepared.map(({ tool, schema }) => ({ ...tool, inputSchema: schema })),
    warnings: changed.map(({ tool }) => ({
      setting: "tools",
      reason: `${vendor.name} does not accept parts of the input schema of ${tool.name}; they were not sent.`,
    })),
  };
}
