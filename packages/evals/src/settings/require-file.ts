import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { PromptrailError } from "@promptrail/core";
import { filledText } from "./field-rules.js";
import { show } from "./require-fields.js";

/**
 * The absolute path of a file that a definition names; a relative one is from the current folder.
 *
 * @param reader the function that reads it: `readJudgeCard`
 * @throws PromptrailError `invalid_definition` for what is neither a path nor a file URL.
 */
export function requireFile(reader: string, file: unknown): string {
  if (file instanceof URL && file.protocol === "file:") return fileURLToPath(file);
  if (filledText.fits(file)) return resolve(String(file));
  throw new PromptrailError(
    "invalid_definition",
    `${reader} has ${show(file instanceof URL ? file.href : file)} as its file. Give a path, or a URL that begins with file:.`,
  );
}
