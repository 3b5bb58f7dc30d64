import type { Attachment } from "@promptrail/core";
import { PromptrailError } from "@promptrail/core/errors";
import { usualBody } from "@promptrail/http-api";

/**
 * Looks whether a server can take these: a request holds their bytes in base64, beside all else.
 *
 * @throws PromptrailError `attachment_invalid`.
 */
export function requireSendable(attachments: readonly Attachment[] = []): void {
  const bytes = attachments.reduce((sum, { data }) => sum + (data?.byteLength ?? 0), 0);
  const sent = Math.ceil(bytes / 3) * 4;
  if (sent <= usualBody.bytes) return;
  throw new PromptrailError(
    "attachment_invalid",
    `The attachments have ${bytes} bytes, which are ${sent} in base64, and a server takes requests of at most ${usualBody.bytes}. Make them smaller, or give them by \`url\`. Nothing was sent.`,
    { bytes, most: usualBody.bytes },
  );
}
