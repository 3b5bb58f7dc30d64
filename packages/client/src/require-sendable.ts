import type { Attachment, Message } from "@promptrail/core";
import { PromptrailError } from "@promptrail/core/errors";
import { isAttachment } from "@promptrail/core/portable";
import { usualBody } from "@promptrail/http-api";

interface Asked {
  readonly attachments?: readonly Attachment[] | undefined;
  readonly turns?: readonly Message[] | undefined;
}

/**
 * Looks whether a server can take these images and files: a request holds their bytes in base64, beside all else.
 *
 * @throws PromptrailError `attachment_invalid`.
 */
export function requireSendable({ attachments = [], turns = [] }: Asked): void {
  const all = [
    ...attachments,
    ...turns.flatMap(({ content }) => [...content].filter(isAttachment)),
  ];
  const bytes = all.reduce((sum, { data }) => sum + (data?.byteLength ?? 0), 0);
  const sent = Math.ceil(bytes / 3) * 4;
  if (sent <= usualBody.bytes) return;
  throw new PromptrailError(
    "attachment_invalid",
    `The attachments have ${bytes} bytes, which are ${sent} in base64, and a server takes requests of at most ${usualBody.bytes}. Make them smaller, or give them by \`url\`. Nothing was sent.`,
    { bytes, most: usualBody.bytes },
  );
}
