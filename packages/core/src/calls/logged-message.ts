import type { Message, TextPart, ToolCall, ToolResult } from "../provider/message.js";

/** In place of an image or a file, whose bytes no record keeps; what is known of it stands in `attachments`. */
export interface LoggedAttachment {
  readonly type: "image" | "file";
}

/** A message as a record keeps it. */
export interface LoggedMessage {
  readonly role: Message["role"];
  readonly content: readonly (TextPart | ToolCall | ToolResult | LoggedAttachment)[];
}

/** Without the bytes and addresses of attachments, and without what only a vendor reads. */
export function toLoggedMessages(messages: readonly Message[]): readonly LoggedMessage[] {
  return messages.map(toLoggedMessage);
}

/** Most messages are texts: as they are, they cost a call nothing. */
function toLoggedMessage(message: Message): LoggedMessage {
  const { role, content } = message;
  return content.every(isKeptWhole) ? message : { role, content: content.map(toLoggedPart) };
}

function isKeptWhole({ type }: Message["content"][number]): boolean {
  return type === "text" || type === "tool_result";
}

function toLoggedPart(part: Message["content"][number]): LoggedMessage["content"][number] {
  if (part.type === "image" || part.type === "file") return { type: part.type };
  if (part.type !== "tool_call") return part;
  const { vendorState: _own, ...call } = part;
  return call;
}
