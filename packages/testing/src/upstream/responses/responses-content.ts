import { z } from "zod";
import { documentTokens, imageTokens, requireAddress } from "../attached/require-content.js";
import { requireFileData, requireImageUrl } from "../attached/require-data-url.js";
import { WireError } from "../wire.js";

const part = z.discriminatedUnion("type", [
  z.object({ type: z.enum(["input_text", "output_text"]), text: z.string() }),
  z.object({
    type: z.literal("input_image"),
    image_url: z.string(),
    detail: z.string().optional(),
  }),
  z.object({
    type: z.literal("input_file"),
    filename: z.string().min(1).optional(),
    file_data: z.string().optional(),
    file_url: z.string().optional(),
  }),
]);

export const responsesContent = z.union([z.string(), z.array(part)]);

type ResponsesContent = z.infer<typeof responsesContent>;
type ResponsesPart = z.infer<typeof part>;

export function textOfContent(content: ResponsesContent): string {
  if (typeof content === "string") return content;
  return content.map((each) => ("text" in each ? each.text : "")).join("\n");
}

/** An item of a conversation, as far as its content matters. */
type ContentItem = object & { readonly role?: string; readonly content?: ResponsesContent };

function partsOf({ content }: ContentItem): readonly ResponsesPart[] {
  return content === undefined || typeof content === "string" ? [] : content;
}

/** Throws WireError for an image or a file that the vendor does not take. */
export function requireSoundParts(items: readonly ContentItem[]): void {
  for (const [index, item] of items.entries()) {
    for (const [at, each] of partsOf(item).entries()) {
      if (each.type !== "input_image" && each.type !== "input_file") continue;
      const place = `input[${index}].content[${at}]`;
      if (item.role !== "user") {
        const message = `${place}: ${each.type} is only allowed in messages with role 'user'.`;
        throw new WireError({ status: 400, code: "invalid_value", message });
      }
      if (each.type === "input_image") requireImageUrl(each.image_url, place);
      else requireFile(each, place);
    }
  }
}

/** Of files PDF alone: the bytes with a name, or an address. */
function requireFile(file: Extract<ResponsesPart, { type: "input_file" }>, place: string): void {
  const { filename, file_data: fileData, file_url: url } = file;
  if (url !== undefined && fileData === undefined) {
    requireAddress(url, place);
    return;
  }
  if (filename === undefined || fileData === undefined || url !== undefined) {
    const message = `${place}: give file_data with a filename, or file_url.`;
    throw new WireError({ status: 400, code: "invalid_value", message });
  }
  requireFileData(fileData, place);
}

export function countAttached(items: readonly ContentItem[]): number {
  const tokens: Partial<Record<ResponsesPart["type"], number>> = {
    input_image: imageTokens,
    input_file: documentTokens,
  };
  return items.flatMap(partsOf).reduce((sum, { type }) => sum + (tokens[type] ?? 0), 0);
}
