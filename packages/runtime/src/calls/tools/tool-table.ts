import { type InputSchema, PromptrailError, type PromptVersion } from "@promptrail/core";
import { suggest, toErrorText } from "@promptrail/core/errors";
import { listSome, toCanonicalJson } from "@promptrail/core/portable";
import type { ToolDefinition } from "@promptrail/core/provider-kit";
import { z } from "zod";
import type { ServableVersion } from "../../catalog/servable-version.js";
import type { ToolFunction } from "./tool-function.js";

/** A tool that the model may call in a run. */
export interface RunnableTool {
  /** Checks what the model writes, and makes of it what the function is given. */
  readonly input: InputSchema;
  readonly run: ToolFunction<unknown>;
}

/** By name. No plain object: a model may call a tool `constructor`. */
export type ToolTable = ReadonlyMap<string, RunnableTool>;

/**
 * The tools of a version with the caller's functions. A function is needed for each; one that no version of the family
 * declares as the tool's is refused. Of a family that this build does not declare, nobody can tell: more are taken.
 *
 * @param declared The family's versions in this build.
 * @throws PromptrailError `request_invalid`; `not_supported` for a JSON Schema that cannot be checked here.
 */
export function toToolTable(
  version: ServableVersion,
  declared: readonly PromptVersion[],
  given: Readonly<Record<string, unknown>> | undefined,
): ToolTable {
  const { tools } = version.content;
  const functions = new Map(Object.entries(given ?? {}));
  const missing = tools.filter(({ name }) => !functions.has(name));
  if (missing.length > 0) throw missingTools(version, missing);
  const known = new Set(
    [version, ...declared].flatMap(({ content }) => content.tools.map(({ name }) => name)),
  );
  for (const [name, run] of functions) {
    if (declared.length > 0 && !known.has(name)) throw unknownTool(version, name, [...known]);
    if (typeof run !== "function") throw noFunction(version, name);
  }
  return new Map(
    tools.map((tool) => {
      const run = functions.get(tool.name);
      const input = findSchema(version, declared, tool);
      return [
        tool.name,
        { input, run: (value, context) => isFunction(run) && run(value, context) },
      ];
    }),
  );
}

function isFunction(value: unknown): value is ToolFunction<unknown> {
  return typeof value === "function";
}

/**
 * The version's own schema; for a version of another build that of this build's tool of the same name which the model is
 * sent in the same words; else one that is made of the JSON Schema.
 */
function findSchema(
  version: ServableVersion,
  declared: readonly PromptVersion[],
  { name, inputSchema }: ToolDefinition,
): InputSchema {
  const own = version.toolInputs.get(name);
  if (own !== undefined) return own;
  const sent = toCanonicalJson(inputSchema);
  for (const { content, toolInputs } of declared) {
    const same = content.tools.find((tool) => tool.name === name);
    const schema = toolInputs.get(name);
    if (schema !== undefined && same && toCanonicalJson(same.inputSchema) === sent) return schema;
  }
  try {
    return z.fromJSONSchema(inputSchema);
  } catch (error) {
    throw uncheckable(version, name, toErrorText(error));
  }
}

function missingTools(
  { key, family }: ServableVersion,
  missing: readonly ToolDefinition[],
): PromptrailError {
  const names = missing.map(({ name }) => name);
  return new PromptrailError(
    "request_invalid",
    `${key} declares tools for which \`tools\` has no function: ${listSome(names)}. Give a function for each tool that a version of family "${family}" declares. Nothing was sent.`,
    { prompt: key, missing: names },
  );
}

function unknownTool(
  { key, family }: ServableVersion,
  name: string,
  known: readonly string[],
): PromptrailError {
  return new PromptrailError(
    "request_invalid",
    `No version of family "${family}" declares the tool "${name}", for which \`tools\` has a function.${suggest(name, known)} Declared tools: ${listSome(known) || "none"}. Remove the function, or declare the tool in a version. Nothing was sent.`,
    { prompt: key, tool: name },
  );
}

function noFunction({ key }: ServableVersion, name: string): PromptrailError {
  return new PromptrailError(
    "request_invalid",
    `What \`tools\` has for the tool "${name}" of ${key} is not a function. Give a function that takes the tool's input. Nothing was sent.`,
    { prompt: key, tool: name },
  );
}

function uncheckable({ key }: ServableVersion, name: string, reason: string): PromptrailError {
  return new PromptrailError(
    "not_supported",
    `What a model writes for the tool "${name}" of ${key} cannot be checked by the tool's JSON Schema: ${reason}. Declare its \`inputSchema\` as a Standard Schema, such as z.object({ … }). Nothing was sent.`,
    { prompt: key, tool: name },
  );
}
