import { readFile } from "node:fs/promises";
import { findErrorCode } from "@promptrail/core/portable";

/** A file's text, or null where there is no such file. */
export async function readOptionalFile(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (findErrorCode(error) === "ENOENT") return null;
    throw error;
  }
}
