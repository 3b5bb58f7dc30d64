import type { CallRecord, JsonObject, JsonValue } from "@promptrail/core";
import type { LoggedMessage } from "@promptrail/core/call-log";
import { isJsonObject } from "@promptrail/core/portable";
import type { Redactor } from "@promptrail/core/privacy";

/** What of a record people or models have written. */
export type CallBody = Pick<CallRecord, "context" | "messages" | "text" | "data">;
/** What may repeat it, and what a vendor or its gateway writes as it likes. */
export type CallTexts = Pick<
  CallRecord,
  "attachments" | "warnings" | "error" | "answeredModel" | "requestId" | "stopReason" | "attempts"
>;

export const noBody: CallBody = Object.freeze({
  context: null,
  messages: null,
  text: null,
  data: null,
});

/** Throws RedactionError where a detector cannot decide. */
export function redactBody(redactor: Redactor, body: CallBody): CallBody {
  const { context, messages, text, data } = body;
  return {
    context: redactor.redactValue(context).value,
    messages:
      messages === null ? null : messages.map((message) => redactMessage(redactor, message)),
    text: text === null ? null : redactor.redactText(text).value,
    data: redactor.redactValue(data).value,
  };
}

function redactMessage(redactor: Redactor, { role, content }: LoggedMessage): LoggedMessage {
  return { role, content: content.map((part) => redactPart(redactor, part)) };
}

type Part = LoggedMessage["content"][number];
type ToolPart = Extract<Part, { readonly type: "tool_call" | "tool_result" }>;

function redactPart(redactor: Redactor, part: Part): Part {
  switch (part.type) {
    case "text":
      return { ...part, text: redactor.redactText(part.text).value };
    case "tool_result":
    case "tool_call":
      return redactTool(redactor, part);
    default:
      return part;
  }
}

/** A call's id is a vendor's text, too; its result still names the same. */
function redactTool(redactor: Redactor, part: ToolPart): ToolPart {
  const redact = (text: string) => redactor.redactText(text).value;
  if (part.type === "tool_result") {
    return { ...part, toolCallId: redact(part.toolCallId), text: redact(part.text) };
  }
  return { ...part, id: redact(part.id), input: redactor.redactValue(part.input).value };
}

/** Throws RedactionError where a detector cannot decide. */
export function redactTexts(redactor: Redactor, texts: CallTexts): CallTexts {
  const redact = (text: string) => redactor.redactText(text).value;
  const redactKnown = (text: string | null) => (text === null ? null : redact(text));
  return {
    answeredModel: redactKnown(texts.answeredModel),
    requestId: redactKnown(texts.requestId),
    stopReason: redactKnown(texts.stopReason),
    attempts: texts.attempts.map((attempt) => {
      return { ...attempt, requestId: redactKnown(attempt.requestId) };
    }),
    attachments: texts.attachments.map(({ name, url, ...attachment }) => ({
      ...attachment,
      name: redactKnown(name),
      url: redactKnown(url),
    })),
    warnings: texts.warnings.map(({ reason, ...warning }) => ({
      ...warning,
      reason: redact(reason),
    })),
    error: texts.error === null ? null : redactObject(redactor, texts.error),
  };
}

function redactObject(redactor: Redactor, object: JsonObject): JsonObject {
  const { value } = redactor.redactValue(object);
  return isJsonObject(value) ? value : {};
}

const leftOut = "Left out: it is not known whether it holds what must not be stored.";

/** The same without what anybody wrote: of an error its code, and a provider's kind of failure. */
export function dropTexts({ attachments, warnings, error, attempts }: CallTexts): CallTexts {
  return {
    answeredModel: null,
    requestId: null,
    stopReason: null,
    attempts: attempts.map((attempt) => ({ ...attempt, requestId: null })),
    attachments: attachments.map((attachment) => ({ ...attachment, name: null, url: null })),
    warnings: warnings.map((warning) => ({ ...warning, reason: leftOut })),
    error: error === null ? null : { ...pick(error, "code"), message: leftOut, ...toKind(error) },
  };
}

function toKind({ data }: JsonObject): JsonObject {
  if (data === undefined || !isJsonObject(data)) return {};
  const kind = pick(data, "kind");
  return Object.keys(kind).length === 0 ? {} : { data: kind };
}

/** Words of ours: `code` and `kind` are from closed lists. */
const ours = /^[a-z_]{1,40}$/;

function pick(object: JsonObject, name: string): Readonly<Record<string, JsonValue>> {
  const value = object[name];
  return typeof value === "string" && ours.test(value) ? { [name]: value } : {};
}
