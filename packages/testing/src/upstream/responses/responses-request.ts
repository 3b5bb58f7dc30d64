import type { JsonValue } from "@promptrail/core";
import { z } from "zod";
import type { EngineRequest } from "../../engine/engine-request.js";
import { isReasoningModel, refuseParameter } from "../openai/openai-limits.js";
import { findOutputRefusal, findToolRefusal } from "../openai/openai-schemas.js";
import { WireError } from "../wire.js";
import {
  countAttached,
  requireSoundParts,
  responsesContent,
  textOfContent,
} from "./responses-content.js";

const message = z.object({
  type: z.literal("message").optional(),
  role: z.enum(["system", "developer", "user", "assistant"]),
  content: responsesContent,
});

const call = z.object({
  type: z.literal("function_call"),
  call_id: z.string().min(1),
  name: z.string(),
  arguments: z.string(),
});

const result = z.object({
  type: z.literal("function_call_output"),
  call_id: z.string().min(1),
  output: z.string(),
});

const thought = z.object({
  type: z.literal("reasoning"),
  id: z.string(),
  summary: z.array(z.object({ type: z.literal("summary_text"), text: z.string() })),
  encrypted_content: z.string().nullish(),
});

const item = z.union([message, call, result, thought]);

type Item = z.infer<typeof item>;

const jsonObject = z.record(z.string(), z.json());

/** What the Responses API takes, as far as it is simulated. */
const responsesRequestSchema = z.object({
  model: z.string().min(1),
  input: z.union([
    z.string().transform((text): Item[] => [{ role: "user", content: text }]),
    z.array(item).min(1),
  ]),
  instructions: z.string().nullish(),
  store: z.boolean().nullish(),
  include: z.array(z.string()).nullish(),
  max_output_tokens: z.int().min(16).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().nullish(),
  stream: z.boolean().nullish(),
  reasoning: z.object({ effort: z.string().nullish(), summary: z.string().nullish() }).nullish(),
  text: z
    .object({
      verbosity: z.string().nullish(),
      format: z
        .union([
          z.object({ type: z.enum(["text", "json_object"]) }),
          z.object({
            type: z.literal("json_schema"),
            name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
            strict: z.boolean().nullish(),
            schema: jsonObject,
          }),
        ])
        .nullish(),
    })
    .nullish(),
  tools: z
    .array(
      z.object({ type: z.literal("function"), name: z.string(), parameters: jsonObject.nullish() }),
    )
    .nullish(),
  tool_choice: z
    .union([
      z.enum(["none", "auto", "required"]),
      z.object({ type: z.literal("function"), name: z.string() }),
    ])
    .nullish(),
  // Chat Completions have it.
  stop: z.never().optional(),
});

export type ResponsesRequest = z.infer<typeof responsesRequestSchema>;

export const includedThoughts = "reasoning.encrypted_content";

/** What the upstream's own encrypted thoughts begin with. */
export const encryptedMark = "simulated-encryption:";

/** Checks a request as the vendor does. Throws WireError. */
export function parseResponsesRequest(body: JsonValue): ResponsesRequest {
  const parsed = responsesRequestSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const message = `Invalid '${issue?.path.join(".")}': ${issue?.message}`;
    throw new WireError({ status: 400, code: "invalid_value", message });
  }
  const request = parsed.data;
  const { model, temperature, top_p: topP, reasoning, include } = request;
  if (isReasoningModel(model)) {
    if (temperature != null && temperature !== 1) refuseParameter("temperature", model);
    if (topP != null && topP !== 1) refuseParameter("top_p", model);
  } else {
    if (reasoning?.effort != null) refuseParameter("reasoning.effort", model);
    if (include?.includes(includedThoughts) === true) {
      const message = "Encrypted content is not supported with this model.";
      throw new WireError({ status: 400, message });
    }
  }
  refuseSchemas(request);
  refuseItems(request.input);
  requireSoundParts(request.input);
  return request;
}

function refuseSchemas({ text, tools }: ResponsesRequest): void {
  const format = text?.format;
  const reason =
    format?.type === "json_schema"
      ? findOutputRefusal(format.schema, format.strict === true)
      : null;
  if (reason !== null) {
    const message = `Invalid schema for response_format: ${reason}.`;
    throw new WireError({ status: 400, message });
  }
  for (const { name, parameters } of tools ?? []) {
    const refusal = findToolRefusal(parameters ?? {});
    if (refusal !== null) {
      const message = `Invalid schema for function '${name}': ${refusal}.`;
      throw new WireError({ status: 400, message });
    }
  }
}

/** Items of a conversation refer to each other. */
function refuseItems(items: readonly Item[]): void {
  const called = new Set<string>();
  for (const [index, item] of items.entries()) {
    if (!("type" in item)) continue;
    if (item.type === "function_call") called.add(item.call_id);
    if (item.type === "function_call_output" && !called.has(item.call_id)) {
      const message = `No tool call found for function call output with call_id ${item.call_id}.`;
      throw new WireError({ status: 400, message });
    }
    if (item.type === "reasoning") refuseThought(item, items[index + 1]);
  }
}

function refuseThought(item: z.infer<typeof thought>, next: Item | undefined): void {
  if (item.encrypted_content?.startsWith(encryptedMark) !== true) {
    const message = `The encrypted content for item ${item.id} could not be verified.`;
    throw new WireError({ status: 400, code: "invalid_encrypted_content", message });
  }
  const isFollowed =
    next !== undefined && (next.type === "function_call" || roleOf(next) === "assistant");
  if (!isFollowed) {
    const message = `Item '${item.id}' of type 'reasoning' was provided without its required following item.`;
    throw new WireError({ status: 400, message });
  }
}

function textOf(item: Item): string {
  if ("output" in item) return item.output;
  if (!("content" in item)) return "";
  return textOfContent(item.content);
}

function roleOf(item: Item): string {
  return "role" in item ? item.role : "output" in item ? "tool" : "other";
}

export function toEngineRequest(request: ResponsesRequest): EngineRequest {
  const isSystem = (item: Item) => roleOf(item) === "system" || roleOf(item) === "developer";
  const inline = request.input.filter(isSystem).map(textOf);
  const system = [...(request.instructions == null ? [] : [request.instructions]), ...inline];
  const turns = request.input.filter((item) => !isSystem(item));
  const last = turns.findLast((item) => roleOf(item) === "user" || roleOf(item) === "tool");
  return {
    system: system.join("\n\n"),
    user: last === undefined ? "" : textOf(last),
    texts: [system.join("\n\n"), ...turns.map(textOf)],
    attachedTokens: countAttached(turns),
    maxTokens: request.max_output_tokens ?? 4096,
    temperature: request.temperature ?? 1,
    stopSequences: [],
    output: toOutput(request),
    tools: (request.tools ?? []).map(({ name, parameters }) => ({
      name,
      inputSchema: parameters ?? {},
    })),
    forcedTool: findForcedTool(request),
  };
}

function findForcedTool({ tool_choice: choice, tools }: ResponsesRequest): string | null {
  if (choice === "required") return tools?.[0]?.name ?? null;
  return typeof choice === "object" && choice !== null ? choice.name : null;
}

function toOutput({ text }: ResponsesRequest): EngineRequest["output"] {
  switch (text?.format?.type) {
    case "json_schema":
      return { kind: "schema", schema: text.format.schema };
    case "json_object":
      return { kind: "json" };
    default:
      return { kind: "text" };
  }
}
