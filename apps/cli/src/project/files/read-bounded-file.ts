import { open } from "node:fs/promises";
import { buffer } from "node:stream/consumers";

/**
 * The bytes of a file; null where it has more than `most`. No more than one beyond them is ever read, also of a pipe
 * or a device, whose size nobody knows. Throws file system errors.
 */
export async function readBoundedFile(path: string, most: number): Promise<Uint8Array | null> {
  await using handle = await open(path);
  const { size } = await handle.stat();
  if (size > most) return null;
  const bytes = await buffer(handle.createReadStream({ end: most, autoClose: false }));
  return bytes.byteLength > most ? null : new Uint8Array(bytes);
}
