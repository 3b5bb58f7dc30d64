import { z } from "zod";
import { documentTokens, imageTokens } from "../attached/require-content.js";
import { requireFileData, requireImageUrl } from "../attached/require-data-url.js";
import { WireError } from "../wire.js";

const textPart = z.object({ type: z.literal("text"), text: z.string() });

const part = z.discriminatedUnion("type", [
  textPart,
  z.object({ type: z.literal("refusal"), refusal: z.string() }),
  z.object({ type: z.literal("image_url"), image_url: z.object({ url: z.string() }) }),
  z.object({
    type: z.literal("file"),
    file: z.object({ filename: z.string().min(1), file_data: z.string() }),
  }),
]);

export const chatContent = z.union([z.string(), z.array(part)]).nullish();

type ChatContent = z.infer<typeof chatContent>;
type ChatPart = z.infer<typeof part>;

/** A message of a chat request, as far as its content matters. */
export interface ChatMessageContent {
  readonly role: string;
  readonly content?: ChatContent;
}

function partsOf(content: ChatContent): readonly ChatPart[] {
  return typeof content === "string" ? [{ type: "text", text: content }] : (content ?? []);
}

export function textOf({ content }: ChatMessageContent): string {
  return partsOf(content)
    .map((each) => (each.type === "text" ? each.text : ""))
    .join("\n");
}

/** Throws WireError for an image or a file that no vendor of this wire takes. */
export function requireSoundParts(messages: readonly ChatMessageContent[]): void {
  for (const [index, { role, content }] of messages.entries()) {
    for (const [at, each] of partsOf(content).entries()) {
      if (each.type !== "image_url" && each.type !== "file") continue;
      const place = `messages[${index}].content[${at}]`;
      if (role !== "user") {
        const message = `${place}: ${each.type} is only allowed in messages with role 'user'.`;
        throw new WireError({ status: 400, code: "invalid_value", message });
      }
      if (each.type === "image_url") requireImageUrl(each.image_url.url, place);
      else requireFileData(each.file.file_data, place);
    }
  }
}

/** The kinds of parts beside text that a request holds. */
export function listAttachedTypes(messages: readonly ChatMessageContent[]): readonly string[] {
  return messages
    .flatMap(({ content }) => partsOf(content))
    .map(({ type }) => type)
    .filter((type) => type === "image_url" || type === "file");
}

export function countAttached(messages: readonly ChatMessageContent[]): number {
  return listAttachedTypes(messages).reduce(
    (sum, type) => sum + (type === "file" ? documentTokens : imageTokens),
    0,
  );
}
