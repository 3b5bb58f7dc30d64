import type { Attachment, TextPart } from "@promptrail/core";
import { toBase64 } from "@promptrail/core/provider-kit";
import type { ResponseInputContent } from "openai/resources/responses/responses";

/** What a message says, in the API's words: one text alone stays a text. */
export function toInputParts(
  parts: readonly (TextPart | Attachment)[],
): string | ResponseInputContent[] {
  const [first, ...others] = parts;
  if (first === undefined) return "";
  if (others.length === 0 && first.type === "text") return first.text;
  return parts.map(toInputPart);
}

function toInputPart(part: TextPart | Attachment): ResponseInputContent {
  if (part.type === "text") return { type: "input_text", text: part.text };
  const content = part.data && `data:${part.mediaType};base64,${toBase64(part.data)}`;
  if (part.type === "image") {
    return { type: "input_image", detail: "auto", image_url: content ?? part.url ?? null };
  }
  // An address names its file itself.
  return content === undefined
    ? { type: "input_file", file_url: part.url ?? "" }
    : { type: "input_file", filename: part.name, file_data: content };
}
