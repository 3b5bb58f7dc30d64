import type { Message, TextPart } from "@promptrail/core";
import type { ServableVersion } from "../../catalog/servable-version.js";

/** Renders each message of a version on its own. Throws TemplateError. */
export async function renderMessages(
  version: ServableVersion,
  context: unknown,
): Promise<readonly Message[]> {
  const messages: Message[] = [];
  for (const { message, template } of version.messages()) {
    const part: TextPart = {
      type: "text",
      text: await template.renderAsync(context),
      ...(message.cache === undefined ? {} : { cache: message.cache }),
    };
    messages.push({ role: message.role, content: [part] });
  }
  return messages;
}
