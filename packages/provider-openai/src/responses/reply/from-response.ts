import type { Outcome, TokenUsage } from "@promptrail/core";
import {
  type Completion,
  findUsageWarnings,
  noUsage,
  settleToolCalls,
  type ToldToolCall,
} from "@promptrail/core/provider-kit";
import type { MappedStop, ReplyContext } from "../../compatible/reply/from-chat-completion.js";
import { readContent } from "../../compatible/reply/read-content.js";
import { type Thinker, toReasoningState } from "../reasoning-state.js";
import type { ResponseItem, ResponseReply, ResponseUsage } from "../responses-reply.js";
import { contentCodes } from "../responses-vendor.js";

export interface ResponseContext extends Omit<ReplyContext, "vendor"> {
  /** The provider's id. */
  readonly provider: string;
}

export function fromResponse(reply: ResponseReply, context: ResponseContext): Completion {
  const messages = reply.output.filter(isAnswer).map(readContent);
  const refusal = messages.map((message) => message.refusal).join("");
  const stop = mapStop(reply);
  const usage = reply.usage == null ? noUsage : toTokenUsage(reply.usage);
  const stated = refusal !== "" && stop.outcome === "ok" ? "refused" : stop.outcome;
  const settled = settleToolCalls(stated, readCalls(reply.output, context));
  return {
    outcome: settled.outcome,
    text: messages.map(({ text }) => text ?? "").join("") || refusal,
    reasoning: reply.output
      .flatMap(listThoughts)
      .filter((thought) => thought !== "")
      .join(thoughtBreak),
    toolCalls: settled.toolCalls,
    usage,
    model: reply.model || context.model,
    requestId: context.requestId,
    rateLimits: context.rateLimits ?? null,
    stopReason: toStopWord(reply),
    warnings: [
      ...context.warnings,
      ...stop.warnings,
      ...settled.warnings,
      ...findUsageWarnings(usage),
    ],
  };
}

/** Stands between two parts of what a model thought. */
export const thoughtBreak = "\n\n";

/** Of a message that is none, models say what they do, such as calling a tool: an answer that is data would break by it. */
export function isCommentary({ type, phase }: Pick<ResponseItem, "type" | "phase">): boolean {
  return type === "message" && phase === "commentary";
}

function isAnswer(item: ResponseItem): boolean {
  return item.type === "message" && !isCommentary(item);
}

/** The parts of what the model thought: summaries, the thoughts themselves, or its commentary. */
export function listThoughts(item: ResponseItem): readonly string[] {
  const { type, summary, content } = item;
  if (isCommentary(item)) return [readContent(item).text ?? ""];
  if (type !== "reasoning") return [];
  const told = (summary ?? []).map(({ text }) => text);
  const shown = Array.isArray(content)
    ? content.map((part) => readContent({ content: [part] }))
    : [];
  return [...told, ...shown.map(({ text, reasoning }) => text || reasoning)];
}

/** Each call with what the model thought since the one before. */
function readCalls(output: readonly ResponseItem[], thinker: Thinker): readonly ToldToolCall[] {
  const calls: ToldToolCall[] = [];
  let thoughts: ResponseItem[] = [];
  for (const item of output) {
    if (item.type === "reasoning") thoughts.push(item);
    if (item.type !== "function_call") continue;
    const input = item.arguments ?? "";
    calls.push({
      id: item.call_id || (item.id ?? ""),
      name: item.name ?? "",
      input: typeof input === "string" ? { text: input } : { value: input },
      vendorState: toReasoningState(thoughts, thinker),
    });
    thoughts = [];
  }
  return calls;
}

const incompleteReasons: ReadonlyMap<string, Outcome> = new Map([
  ["max_output_tokens", "truncated"],
  ["content_filter", "content_filtered"],
]);

/** How a response ended. One whose status is unknown is never taken for a success. */
function mapStop(reply: ResponseReply): MappedStop {
  const outcome = findOutcome(reply);
  if (outcome !== undefined) return { outcome, warnings: [] };
  const word = toStopWord(reply);
  const reason =
    word === null
      ? "The answer ended without a status, so it does not count as complete."
      : `"${word}" is not a known end of a response, so the answer does not count as complete.`;
  return { outcome: "incomplete_stream", warnings: [{ setting: "stop_reason", reason }] };
}

function findOutcome({ status, incomplete_details: details, error }: ResponseReply) {
  switch (status) {
    case "completed":
      return "ok";
    case "incomplete":
      return incompleteReasons.get(details?.reason ?? "");
    case "failed":
      return contentCodes.has(error?.code ?? "") ? "content_filtered" : undefined;
    default:
      return undefined;
  }
}

/** The status, and what the vendor says of it: `completed`, `incomplete:max_output_tokens`. */
function toStopWord({ status, incomplete_details: details, error }: ResponseReply): string | null {
  const why = details?.reason || error?.code;
  return why ? `${status ?? ""}:${why}` : (status ?? null);
}

function toTokenUsage(usage: ResponseUsage): TokenUsage {
  return {
    input: usage.input_tokens ?? null,
    output: usage.output_tokens ?? null,
    cacheRead: usage.input_tokens_details?.cached_tokens ?? null,
    cacheWrite: usage.input_tokens_details?.cache_write_tokens ?? null,
    reasoning: usage.output_tokens_details?.reasoning_tokens ?? null,
  };
}
