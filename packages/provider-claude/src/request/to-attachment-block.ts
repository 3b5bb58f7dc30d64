import type { DocumentBlockParam, ImageBlockParam } from "@anthropic-ai/sdk/resources/messages";
import type { Attachment } from "@promptrail/core";
import { type FilePart, toBase64 } from "@promptrail/core/provider-kit";

/** An image or a document in Anthropic's words. */
export function toAttachmentBlock(attachment: Attachment): ImageBlockParam | DocumentBlockParam {
  if (attachment.type === "file") {
    return { type: "document", title: attachment.name, source: toDocumentSource(attachment) };
  }
  const { mediaType, data, url } = attachment;
  if (data === undefined) return { type: "image", source: { type: "url", url } };
  const source = { type: "base64", media_type: mediaType, data: toBase64(data) } as const;
  return { type: "image", source };
}

function toDocumentSource({ mediaType, data, url }: FilePart): DocumentBlockParam["source"] {
  if (data === undefined) return { type: "url", url };
  return mediaType === "text/plain"
    ? { type: "text", media_type: mediaType, data: new TextDecoder().decode(data) }
    : { type: "base64", media_type: mediaType, data: toBase64(data) };
}
