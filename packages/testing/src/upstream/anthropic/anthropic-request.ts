import { z } from "zod";
import type { EngineRequest } from "../../engine/engine-request.js";
import { WireError } from "../wire.js";
import {
  countBlock,
  documentBlock,
  imageBlock,
  isAttachedBlock,
  requireSoundBlocks,
  textOfBlock,
} from "./anthropic-attached.js";
import { findSchemaRefusal } from "./anthropic-schemas.js";
import { findTurnFault } from "./find-turn-fault.js";

const cacheControl = z.object({ type: z.literal("ephemeral") }).nullish();

const textBlock = z.object({
  type: z.literal("text"),
  text: z.string(),
  cache_control: cacheControl,
});

const block = z.union([
  textBlock,
  imageBlock,
  documentBlock,
  z.object({
    type: z.literal("tool_result"),
    tool_use_id: z.string(),
    content: z.union([z.string(), z.array(textBlock)]).optional(),
  }),
  z.object({ type: z.literal("tool_use"), id: z.string(), name: z.string(), input: z.json() }),
  z.object({ type: z.literal("thinking"), thinking: z.string(), signature: z.string() }),
  z.object({ type: z.literal("redacted_thinking"), data: z.string() }),
]);

const content = z.union([z.string(), z.array(block).min(1)]);

/** What the Messages API takes, as far as it is simulated. */
export const anthropicRequestSchema = z.object({
  model: z.string().min(1),
  max_tokens: z.int().min(1),
  messages: z.array(z.object({ role: z.enum(["user", "assistant", "system"]), content })).min(1),
  system: z.union([z.string(), z.array(textBlock)]).optional(),
  temperature: z.number().min(0).max(1).optional(),
  top_p: z.number().optional(),
  stop_sequences: z.array(z.string()).optional(),
  stream: z.boolean().optional(),
  thinking: z.object({ type: z.string() }).optional(),
  tools: z
    .array(z.object({ name: z.string(), input_schema: z.record(z.string(), z.json()) }))
    .optional(),
  tool_choice: z
    .object({ type: z.enum(["auto", "any", "tool", "none"]), name: z.string().optional() })
    .optional(),
  output_config: z
    .object({
      format: z
        .object({ type: z.literal("json_schema"), schema: z.record(z.string(), z.json()) })
        .nullish(),
    })
    .optional(),
});

export type AnthropicRequest = z.infer<typeof anthropicRequestSchema>;

/** From Claude Opus 4.7 on, sampling settings are refused. */
const withoutSampling = /^claude-(?:opus-4-[78]|(?:opus|sonnet|haiku|fable|mythos)-5)/;

/** Checks a request as the vendor does. Throws WireError. */
export function parseAnthropicRequest(body: unknown): AnthropicRequest {
  const parsed = anthropicRequestSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new WireError({ status: 400, message: `${issue?.path.join(".")}: ${issue?.message}` });
  }
  const request = parsed.data;
  if (withoutSampling.test(request.model) && (request.temperature ?? request.top_p) !== undefined) {
    const message = `\`temperature\` and \`top_p\` are not supported by ${request.model}.`;
    throw new WireError({ status: 400, message });
  }
  requireSoundBlocks(request.messages);
  const fault = findTurnFault(request);
  if (fault !== null) throw new WireError({ status: 400, message: fault });
  const schema = request.output_config?.format?.schema;
  const refusal = schema === undefined ? null : findSchemaRefusal(schema);
  if (refusal !== null) {
    throw new WireError({ status: 400, message: `output_config.format.schema: ${refusal}` });
  }
  return request;
}

type Content = z.infer<typeof content>;

function textOf(parts: Content): string {
  if (typeof parts === "string") return parts;
  return parts
    .map((part) => {
      if (part.type === "text") return part.text;
      if (isAttachedBlock(part)) return textOfBlock(part);
      if (part.type !== "tool_result") return "";
      const result = part.content ?? "";
      return typeof result === "string" ? result : result.map(({ text }) => text).join("");
    })
    .join("\n");
}

export function toEngineRequest(request: AnthropicRequest): EngineRequest {
  const inline = request.messages.filter(({ role }) => role === "system");
  const system = [request.system ?? "", ...inline.map((message) => message.content)]
    .map(textOf)
    .filter((text) => text !== "")
    .join("\n\n");
  const turns = request.messages.filter(({ role }) => role !== "system");
  const schema = request.output_config?.format?.schema;
  return {
    system,
    user: textOf(turns.findLast(({ role }) => role === "user")?.content ?? ""),
    texts: [system, ...turns.map((message) => textOf(message.content))],
    attachedTokens: turns
      .flatMap((message) => (typeof message.content === "string" ? [] : message.content))
      .filter(isAttachedBlock)
      .reduce((sum, attached) => sum + countBlock(attached), 0),
    maxTokens: request.max_tokens,
    temperature: request.temperature ?? 1,
    stopSequences: request.stop_sequences ?? [],
    output: schema === undefined ? { kind: "text" } : { kind: "schema", schema },
    tools: (request.tools ?? []).map((tool) => ({
      name: tool.name,
      inputSchema: tool.input_schema,
    })),
    forcedTool: findForcedTool(request),
  };
}

function findForcedTool({ tool_choice: choice, tools }: AnthropicRequest): string | null {
  return choice?.type === "any" ? (tools?.[0]?.name ?? null) : (choice?.name ?? null);
}

/** The texts up to the last cache mark, or null without one. */
export function findCachedPrefix(request: AnthropicRequest): string | null {
  const system = typeof request.system === "string" ? [] : (request.system ?? []);
  const blocks = [
    ...system,
    ...request.messages.flatMap(({ content: parts }) => (typeof parts === "string" ? [] : parts)),
  ];
  const last = blocks.findLastIndex(
    (part) => "cache_control" in part && part.cache_control != null,
  );
  if (last < 0) return null;
  return blocks
    .slice(0, last + 1)
    .map((part) => ("text" in part ? part.text : ""))
    .join("\n");
}
