import { hash } from "node:crypto";
import type { MediaType } from "../provider/media-types.js";
import type { Attachment } from "../provider/message.js";

/** What the record of a call keeps of an attachment: by which it can be found again, and never its bytes. */
export interface AttachmentRecord {
  readonly kind: "image" | "file";
  readonly mediaType: MediaType;
  /** Null where the vendor fetched it: nobody here has seen it. */
  readonly bytes: number | null;
  /** Of the bytes, in hexadecimal digits; null where the vendor fetched it. */
  readonly sha256: string | null;
  /** Null for an image. */
  readonly name: string | null;
  /** Without its query and its user, which may be a key; null where the bytes were given. */
  readonly url: string | null;
}

/** Takes a moment for each megabyte: the whole content is hashed. */
export function toAttachmentRecord(attachment: Attachment): AttachmentRecord {
  const { type: kind, mediaType, data, url } = attachment;
  return {
    kind,
    mediaType,
    bytes: data?.byteLength ?? null,
    sha256: data === undefined ? null : hash("sha256", data),
    name: attachment.type === "file" ? attachment.name : null,
    url: url === undefined ? null : withoutSecrets(new URL(url)),
  };
}

function withoutSecrets({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}
