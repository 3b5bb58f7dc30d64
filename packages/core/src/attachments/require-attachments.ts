import { PromptrailError } from "../errors/promptrail-error.js";
import type { Attachment } from "../provider/message.js";
import { largestTogether, mostAttachments } from "./attachment-limits.js";
import { findAttachmentFault } from "./find-attachment-fault.js";

export interface PlacedAttachment {
  readonly attachment: Attachment;
  /** Where the caller has it: `attachments[0]`. */
  readonly place: string;
}

/**
 * What one call may have beside its texts: how many, how large, and each a whole content of the media type that it
 * states.
 *
 * @throws PromptrailError `attachment_invalid`, which names the first that may not be there, and repeats no content.
 */
export function requireAttachments(placed: readonly PlacedAttachment[]): void {
  if (placed.length > mostAttachments) {
    throw attachmentInvalid(
      `A call has at most ${mostAttachments} attachments, and this one has ${placed.length}. Send fewer, in several calls.`,
      { count: placed.length, most: mostAttachments },
    );
  }
  for (const { attachment, place } of placed) {
    const fault = findAttachmentFault(attachment);
    if (fault !== null) throw attachmentInvalid(`${place} cannot be sent: ${fault}`, { place });
  }
  const bytes = placed.reduce((sum, { attachment }) => sum + (attachment.data?.byteLength ?? 0), 0);
  if (bytes > largestTogether) {
    throw attachmentInvalid(
      `The attachments of a call have at most ${largestTogether} bytes together, and these have ${bytes}. Send fewer or smaller ones, or give them by \`url\`.`,
      { bytes, most: largestTogether },
    );
  }
}

/** @param reason names the thing, the reason and the cure. */
export function attachmentInvalid(
  reason: string,
  data: PromptrailError["data"] = {},
): PromptrailError {
  return new PromptrailError("attachment_invalid", `${reason} Nothing was sent.`, data);
}
