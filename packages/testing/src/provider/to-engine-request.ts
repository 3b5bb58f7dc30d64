import type { Message } from "@promptrail/core";
import { listAttachments } from "@promptrail/core/lifecycle";
import { isAttachment } from "@promptrail/core/portable";
import type { CompletionRequest } from "@promptrail/core/provider-kit";
import type { EngineRequest } from "../engine/engine-request.js";
import { documentTokens, imageTokens } from "../upstream/attached/require-content.js";

/** A request of ours as the simulated model sees it. */
export function toEngineRequest(request: CompletionRequest): EngineRequest {
  const { messages, output, settings, tools } = request;
  const system = messages
    .filter(({ role }) => role === "system")
    .map(textOf)
    .join("\n\n");
  const turns = messages.filter(({ role }) => role !== "system");
  const question = turns.findLast(({ role }) => role === "user");
  return {
    model: request.model,
    system,
    user: question === undefined ? "" : textOf(question),
    texts: [system, ...turns.map(textOf)],
    attachedTokens: listAttachments(messages).reduce(
      (sum, { type }) => sum + (type === "image" ? imageTokens : documentTokens),
      0,
    ),
    maxTokens: settings.maxTokens,
    temperature: settings.temperature ?? 1,
    stopSequences: settings.stopSequences ?? [],
    output: output === null ? { kind: "text" } : { kind: "schema", schema: output.schema },
    tools,
    forcedTool: null,
  };
}

function textOf(message: Message): string {
  return message.content
    .map((part) => {
      if (isAttachment(part)) return "";
      return part.type === "tool_call" ? JSON.stringify(part.input) : part.text;
    })
    .join("\n");
}
