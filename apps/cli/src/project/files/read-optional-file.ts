import { readFile } from "node:fs/promises";
import { PromptrailError } from "@promptrail/core";
import { findErrorCode } from "@promptrail/core/errors";
import { describeReadError } from "@promptrail/core/state-folder";

/**
 * A file's text, or null where there is no such file.
 *
 * @throws PromptrailError `request_invalid` for what cannot be read.
 */
export async function readOptionalFile(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (missing.has(findErrorCode(error))) return null;
    throw new PromptrailError(
      "request_invalid",
      `${path} cannot be read: ${describeReadError(error)}. Replace it with a file that this user can read.`,
      { file: path },
      error,
    );
  }
}

const missing: ReadonlySet<unknown> = new Set(["ENOENT", "ENOTDIR"]);
