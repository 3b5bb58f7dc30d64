import { closeSync, openSync, readSync } from "node:fs";
import { open } from "node:fs/promises";

/** Where a line stands in a file, in bytes, without its end. */
export interface LinePlace {
  readonly path: string;
  readonly start: number;
  readonly length: number;
}

/** Null where the file is not there any more, or is shorter. */
export async function readLine({ path, start, length }: LinePlace): Promise<string | null> {
  const file = await open(path, "r").catch(() => null);
  if (file === null) return null;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
    return bytesRead === length ? buffer.toString("utf8") : null;
  } finally {
    await file.close();
  }
}

/** The same, where nothing else can be done meanwhile. */
export function readLineSync({ path, start, length }: LinePlace): string | null {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    return null;
  }
  try {
    const buffer = Buffer.alloc(length);
    return readSync(file, buffer, 0, length, start) === length ? buffer.toString("utf8") : null;
  } finally {
    closeSync(file);
  }
}
