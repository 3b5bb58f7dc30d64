import type { Message, TextPart } from "@promptrail/core";
import { omitUndefined } from "@promptrail/core/portable";
import type { ServableVersion } from "../../catalog/servable-version.js";

/** Renders each message of a version on its own, until the signal fires. Throws TemplateError. */
export async function renderMessages(
  version: ServableVersion,
  context: unknown,
  signal: AbortSignal | undefined,
): Promise<readonly Message[]> {
  const messages: Message[] = [];
  for (const { message, template } of version.messages()) {
    const text = await template.renderAsync(context, signal);
    const part: TextPart = { type: "text", text, ...omitUndefined({ cache: message.cache }) };
    messages.push({ role: message.role, content: [part] });
  }
  return messages;
}
