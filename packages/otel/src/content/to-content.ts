import type { Attributes } from "@opentelemetry/api";
import type { CallRecord, Outcome } from "@promptrail/core";
import type { LoggedMessage } from "@promptrail/core/call-log";
import type { Redactor } from "@promptrail/core/privacy";
import { genAi, promptrail } from "../names.js";
import { type ContentWriter, createContentWriter } from "./content-writer.js";

/** What was said in a call, as its span holds it. */
export interface Content {
  readonly attributes: Attributes;
  /** The text of the call's error; null where it has none. */
  readonly description: string | null;
}

/**
 * The content of a call after redaction, in the form that the conventions give it. Nothing of it where the redactor
 * cannot decide, and never the subject.
 */
export function toContent(record: CallRecord, redact: Redactor): Content {
  try {
    return writeContent(record, createContentWriter(redact), redact.version);
  } catch {
    return { attributes: { [promptrail.contentWithheld]: true }, description: null };
  }
}

// The answer and the error come first: a long input must not take their room.
function writeContent(record: CallRecord, write: ContentWriter, redaction: string): Content {
  const message = record.error?.["message"];
  const description = typeof message === "string" ? write.text(message) : null;
  const attributes: Attributes = { [promptrail.redaction]: redaction };
  if (record.text !== null && record.outcome !== null) {
    attributes[genAi.outputMessages] = JSON.stringify([
      {
        role: "assistant",
        parts: [{ type: "text", content: write.text(record.text) }],
        finish_reason: finishReasons[record.outcome],
      },
    ]);
  }
  if (record.messages !== null) {
    const messages = record.messages.map((each) => toMessage(each, write));
    attributes[genAi.inputMessages] = JSON.stringify(messages);
  }
  if (record.context !== null) {
    attributes[promptrail.context] = JSON.stringify(write.json(record.context));
  }
  return { attributes, description };
}

/** https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/gen-ai/gen-ai-output-messages.json */
const finishReasons = {
  ok: "stop",
  tool_use: "tool_call",
  truncated: "length",
  context_exceeded: "length",
  refused: "content_filter",
  content_filtered: "content_filter",
  paused: "stop",
  incomplete_stream: "error",
  invalid_output: "error",
} as const satisfies Record<Outcome, string>;

function toMessage({ role, content }: LoggedMessage, write: ContentWriter) {
  const isTool = content.length > 0 && content.every(({ type }) => type === "tool_result");
  return { role: isTool ? "tool" : role, parts: content.map((part) => toPart(part, write)) };
}

function toPart(part: LoggedMessage["content"][number], write: ContentWriter) {
  if (part.type === "text") return { type: "text", content: write.text(part.text) };
  if (part.type === "tool_call") {
    const { id, name, input } = part;
    const call = { id: write.text(id), name: write.text(name), arguments: write.json(input) };
    return { type: "tool_call", ...call };
  }
  if (part.type === "tool_result") {
    const { toolCallId, text } = part;
    return { type: "tool_call_response", id: write.text(toolCallId), response: write.text(text) };
  }
  return { type: part.type };
}
