import { PromptrailError } from "@promptrail/core";
import { filePath } from "./field-rules.js";
import { show } from "./require-fields.js";

/**
 * @param reader the function that reads the file: `readJudgeCard`
 * @throws PromptrailError `invalid_definition` for what is neither a path nor a file URL.
 */
export function requireFile(reader: string, file: unknown): void {
  if (filePath.fits(file)) return;
  throw new PromptrailError(
    "invalid_definition",
    `${reader} has ${show(file instanceof URL ? file.href : file)} as its file. Give ${filePath.takes}.`,
  );
}
