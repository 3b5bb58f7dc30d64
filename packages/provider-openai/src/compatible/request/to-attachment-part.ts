import type { Attachment } from "@promptrail/core";
import { toBase64 } from "@promptrail/core/provider-kit";
import type { ChatCompletionContentPart } from "openai/resources/chat/completions";

/** An image or a file in the wire's words: bytes are data URLs. A file's address has no place there. */
export function toAttachmentPart(attachment: Attachment): ChatCompletionContentPart {
  const { data, mediaType } = attachment;
  const content =
    data === undefined ? attachment.url : `data:${mediaType};base64,${toBase64(data)}`;
  return attachment.type === "image"
    ? { type: "image_url", image_url: { url: content } }
    : { type: "file", file: { filename: attachment.name, file_data: content } };
}
