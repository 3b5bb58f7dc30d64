import type { Message, TextPart } from "@promptrail/core";
import type { ServableVersion } from "../../catalog/servable-version.js";

/** Renders each message of a version on its own. Throws TemplateError. */
export function renderMessages(version: ServableVersion, context: unknown): readonly Message[] {
  return version.messages().map(({ message, template }): Message => {
    const text = template.render(context);
    const part: TextPart = {
      type: "text",
      text,
      ...(message.cache === undefined ? {} : { cache: message.cache }),
    };
    return { role: message.role, content: [part] };
  });
}
