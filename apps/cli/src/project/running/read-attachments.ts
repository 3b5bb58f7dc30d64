import { basename, resolve } from "node:path";
import { type Attachment, PromptrailError } from "@promptrail/core";
import { findMediaType, isImageMediaType, largestFile } from "@promptrail/core/portable";
import { describeReadError } from "@promptrail/core/state-folder";
import { readBoundedFile } from "../files/read-bounded-file.js";

/**
 * Files as the attachments of a call, in their order. What each is, its content says and not its name.
 *
 * @throws PromptrailError `attachment_invalid`, which names the file.
 */
export async function readAttachments(
  folder: string,
  files: readonly string[] = [],
): Promise<readonly Attachment[]> {
  const attachments: Attachment[] = [];
  for (const file of files) attachments.push(toAttachment(file, await readBytes(folder, file)));
  return attachments;
}

function toAttachment(file: string, data: Uint8Array): Attachment {
  const mediaType = data.byteLength === 0 ? null : findMediaType(data);
  if (mediaType === null) {
    throw refused(
      file,
      data.byteLength === 0
        ? "is empty. Give a file that has a content"
        : "has a content that is not PNG, JPEG, GIF, WebP, PDF or text in UTF-8. Convert it to one of them",
    );
  }
  return isImageMediaType(mediaType)
    ? { type: "image", mediaType, data }
    : { type: "file", mediaType, name: basename(file), data };
}

async function readBytes(folder: string, file: string): Promise<Uint8Array> {
  try {
    const bytes = await readBoundedFile(resolve(folder, file), largestFile);
    if (bytes !== null) return bytes;
  } catch (error) {
    if (/^https?:\/\//iu.test(file)) {
      throw refused(
        file,
        "is an address, and --attach takes files of this machine. Save what it leads to as a file, or give its `url` in code or over HTTP",
        error,
      );
    }
    const told = describeReadError(error);
    throw refused(file, `cannot be read: ${told}. Give a file that this user can read`, error);
  }
  throw refused(file, `has more than ${largestFile} bytes. Make it smaller`);
}

function refused(file: string, reason: string, cause?: unknown): PromptrailError {
  return new PromptrailError(
    "attachment_invalid",
    `The file "${file}" of --attach ${reason}. Nothing was sent.`,
    { file },
    cause,
  );
}
