import type { Attachment, Message } from "@promptrail/core";
import { listAttachments } from "@promptrail/core/lifecycle";
import { isAttachment } from "@promptrail/core/portable";
import type { CompletionRequest } from "@promptrail/core/provider-kit";

/** English text has about four bytes a token; vendors count a request's limit in this way, too. */
const bytesPerToken = 4;

/** What an image takes at most with most models, and about what a page of a PDF takes: its text and its picture. */
const imageTokens = 1_600;
const pageTokens = 3_000;
/** Of a PDF, whose pages nobody counts before it is sent. */
const bytesPerPage = 50_000;

/** What a request may use before its answer says what it did: its messages, and the longest answer that it allows. */
export function estimateTokens({ messages, tools, output, settings }: CompletionRequest): number {
  const attachments = listAttachments(messages);
  const texts = attachments.length === 0 ? messages : messages.map(withoutAttachments);
  const sent = JSON.stringify([texts, tools, output]);
  const attached = attachments.reduce((sum, attachment) => sum + toTokens(attachment), 0);
  return Math.ceil(Buffer.byteLength(sent) / bytesPerToken) + attached + (settings.maxTokens ?? 0);
}

function withoutAttachments({ role, content }: Message) {
  return { role, content: [...content].filter((part) => !isAttachment(part)) };
}

/** One that the vendor fetches counts as one image or one page: its size is not known here. */
function toTokens({ type, mediaType, data }: Attachment): number {
  if (type === "image") return imageTokens;
  const bytes = data?.byteLength ?? 0;
  if (mediaType === "text/plain" && data !== undefined) return Math.ceil(bytes / bytesPerToken);
  return pageTokens * Math.max(1, Math.ceil(bytes / bytesPerPage));
}
