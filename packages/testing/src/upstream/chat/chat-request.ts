import type { JsonValue } from "@promptrail/core";
import { z } from "zod";
import type { EngineRequest } from "../../engine/engine-request.js";
import { WireError } from "../wire.js";
import { chatContent, countAttached, requireSoundParts, textOf } from "./chat-content.js";

const message = z.object({
  role: z.enum(["system", "developer", "user", "assistant", "tool"]),
  content: chatContent,
  tool_call_id: z.string().optional(),
  tool_calls: z
    .array(z.object({ id: z.string() }))
    .min(1)
    .optional(),
  reasoning_content: z.string().nullish(),
});

const jsonObject = z.record(z.string(), z.json());

/** What Chat Completions take, as far as they are simulated. */
export const chatRequestSchema = z.object({
  model: z.string().min(1),
  messages: z.array(message).min(1),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(16)]).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().optional() }).nullish(),
  reasoning_effort: z.string().nullish(),
  thinking: z.object({ type: z.string() }).nullish(),
  tools: z
    .array(
      z.object({ function: z.object({ name: z.string(), parameters: jsonObject.optional() }) }),
    )
    .nullish(),
  tool_choice: z
    .union([
      z.enum(["none", "auto", "required"]),
      z.object({ type: z.literal("function"), function: z.object({ name: z.string() }) }),
    ])
    .nullish(),
  response_format: z
    .union([
      z.object({ type: z.enum(["text", "json_object"]) }),
      z.object({
        type: z.literal("json_schema"),
        json_schema: z.object({
          name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
          strict: z.boolean().nullish(),
          schema: jsonObject,
        }),
      }),
    ])
    .nullish(),
});

export type ChatRequest = z.infer<typeof chatRequestSchema>;

/** Throws WireError for what is no chat request. */
export function parseChatRequest(body: JsonValue): ChatRequest {
  const parsed = chatRequestSchema.safeParse(body);
  if (parsed.success) {
    requireSoundParts(parsed.data.messages);
    requireWholeTurns(parsed.data);
    return parsed.data;
  }
  const [issue] = parsed.error.issues;
  throw new WireError({
    status: 400,
    code: "invalid_value",
    message: `Invalid '${issue?.path.join(".")}': ${issue?.message}`,
  });
}

/** Each tool call is answered before anybody else speaks, and nothing else is. Throws WireError. */
function requireWholeTurns({ messages }: ChatRequest): void {
  let open: readonly string[] = [];
  for (const { role, tool_call_id: id, tool_calls: called } of messages) {
    const isAnswer = role === "tool" && id !== undefined && open.includes(id);
    if (isAnswer ? false : role === "tool" || open.length > 0) {
      const message =
        role === "tool"
          ? "Messages with role 'tool' must be a response to a preceding message with 'tool_calls'."
          : `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id': ${open.join(", ")}.`;
      throw new WireError({ status: 400, code: "invalid_value", message });
    }
    open = isAnswer ? open.filter((each) => each !== id) : (called ?? []).map((call) => call.id);
  }
}

/** `implicitLimit`: the tokens that an answer may have where the request does not say. */
export function toEngineRequest(request: ChatRequest, implicitLimit: number): EngineRequest {
  const isSystem = ({ role }: { readonly role: string }) =>
    role === "system" || role === "developer";
  const system = request.messages.filter(isSystem).map(textOf).join("\n\n");
  const turns = request.messages.filter((turn) => !isSystem(turn));
  const lastQuestion = turns.findLast(({ role }) => role === "user" || role === "tool");
  return {
    system,
    user: lastQuestion === undefined ? "" : textOf(lastQuestion),
    texts: [system, ...turns.map(textOf)],
    attachedTokens: countAttached(turns),
    maxTokens: request.max_completion_tokens ?? request.max_tokens ?? implicitLimit,
    temperature: request.temperature ?? 1,
    stopSequences: typeof request.stop === "string" ? [request.stop] : (request.stop ?? []),
    output: toOutput(request.response_format),
    tools: (request.tools ?? []).map((tool) => ({
      name: tool.function.name,
      inputSchema: tool.function.parameters ?? {},
    })),
    forcedTool: findForcedTool(request),
  };
}

function findForcedTool({ tool_choice: choice, tools }: ChatRequest): string | null {
  if (choice === "required") return tools?.[0]?.function.name ?? null;
  return typeof choice === "object" && choice !== null ? choice.function.name : null;
}

function toOutput(format: ChatRequest["response_format"]): EngineRequest["output"] {
  switch (format?.type) {
    case "json_schema":
      return { kind: "schema", schema: format.json_schema.schema };
    case "json_object":
      return { kind: "json" };
    default:
      return { kind: "text" };
  }
}
