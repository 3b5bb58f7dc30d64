import type { JsonObject } from "@promptrail/core";
import { splitDeltas, toFrame, type WireReply } from "../wire.js";

/** All that one response says. */
export interface ResponsesAnswer {
  readonly number: number;
  readonly model: string;
  readonly text: string;
  readonly refusal: string | null;
  /** Null for a model that does not think. */
  readonly thought: { readonly summary: string | null; readonly encrypted: string | null } | null;
  readonly toolCall: {
    readonly id: string;
    readonly name: string;
    /** JSON, if it was not cut. */
    readonly input: string;
  } | null;
  readonly status: string;
  readonly incompleteReason: string | null;
  /** Null where the vendor does not tell it. */
  readonly usage: JsonObject | null;
}

/** Failures that are told as a response that failed; the others by an event of their own. */
const responseCodes: ReadonlySet<string | undefined> = new Set([
  "server_error",
  "rate_limit_exceeded",
]);

/** One answer as a body and as events. */
export function toResponsesReply(answer: ResponsesAnswer, streamed: boolean): WireReply {
  const items = toItems(answer);
  const body = toResponse(answer, items);
  const text = answer.refusal ?? answer.text;
  if (!streamed) return { body, text, events: null };
  const begun = { ...toResponse(answer, []), status: "in_progress", usage: null };
  const open = [
    toFrame({ type: "response.created", response: begun }, "response.created"),
    toFrame({ type: "response.in_progress", response: begun }, "response.in_progress"),
  ];
  const events = items.flatMap(toItemEvents);
  // What comes before the first piece of a text is none of the content.
  const first = events.findIndex((event) => event.includes(".delta"));
  const place = Math.max(0, first);
  const type = `response.${answer.status === "completed" ? "completed" : "incomplete"}`;
  return {
    body,
    text,
    events: {
      begin: [...open, ...events.slice(0, place)],
      content: events.slice(place),
      end: [toFrame({ type, response: body }, type)],
      toErrorEvent: (code = "server_error") => toFailure(answer, code),
    },
  };
}

function toResponse(answer: ResponsesAnswer, output: readonly JsonObject[]): JsonObject {
  const { incompleteReason: reason } = answer;
  return {
    id: `resp_${answer.number}`,
    object: "response",
    created_at: 1_760_000_000,
    model: answer.model,
    status: answer.status,
    error: null,
    incomplete_details: reason === null ? null : { reason },
    output: [...output],
    store: false,
    ...(answer.usage === null ? {} : { usage: answer.usage }),
  };
}

function toFailure(answer: ResponsesAnswer, code: string): string {
  const message = `Simulated ${code}.`;
  if (!responseCodes.has(code)) {
    return toFrame({ type: "error", code, message, param: null, sequence_number: 9 }, "error");
  }
  const response = { ...toResponse(answer, []), status: "failed", error: { code, message } };
  return toFrame({ type: "response.failed", response }, "response.failed");
}

function toItems(answer: ResponsesAnswer): readonly JsonObject[] {
  const { number, text, refusal, thought, toolCall } = answer;
  const status = answer.status === "completed" ? "completed" : "incomplete";
  const summary = thought?.summary == null ? [] : [{ type: "summary_text", text: thought.summary }];
  const content =
    refusal === null
      ? { type: "output_text", text, annotations: [] }
      : { type: "refusal", refusal };
  return [
    ...(thought === null
      ? []
      : [
          {
            id: `rs_${number}`,
            type: "reasoning",
            summary,
            ...(thought.encrypted === null ? {} : { encrypted_content: thought.encrypted }),
          },
        ]),
    ...(toolCall === null
      ? [{ id: `msg_${number}`, type: "message", role: "assistant", status, content: [content] }]
      : [
          {
            id: `fc_${number}`,
            type: "function_call",
            status,
            call_id: toolCall.id,
            name: toolCall.name,
            arguments: toolCall.input,
          },
        ]),
  ];
}

/** An item begins empty, comes in pieces, and is told once more as a whole. */
function toItemEvents(item: JsonObject, index: number): readonly string[] {
  const event = (type: string, more: JsonObject) =>
    toFrame({ type, output_index: index, ...more }, type);
  const { summary, content, arguments: input } = item;
  const empty = {
    ...item,
    ...(summary === undefined ? {} : { summary: [] }),
    ...(content === undefined ? {} : { content: [] }),
    ...(input === undefined ? {} : { arguments: "" }),
  };
  const pieces = (type: string, text: string, more: JsonObject) =>
    splitDeltas(text).map((delta) => event(type, { item_id: item["id"] ?? "", delta, ...more }));
  return [
    event("response.output_item.added", { item: empty }),
    ...textsOf(summary).flatMap(({ text }) =>
      pieces("response.reasoning_summary_text.delta", text, { summary_index: 0 }),
    ),
    ...textsOf(content).flatMap(({ type, text }) => {
      const kind = type === "refusal" ? "refusal" : "output_text";
      return pieces(`response.${kind}.delta`, text, { content_index: 0 });
    }),
    ...pieces("response.function_call_arguments.delta", typeof input === "string" ? input : "", {}),
    event("response.output_item.done", { item }),
  ];
}

function textsOf(parts: JsonObject[string] | undefined) {
  const list = Array.isArray(parts) ? parts : [];
  return list.flatMap((part: JsonObject) => {
    const text = part["text"] ?? part["refusal"];
    return typeof text === "string" ? [{ type: part["type"], text }] : [];
  });
}
