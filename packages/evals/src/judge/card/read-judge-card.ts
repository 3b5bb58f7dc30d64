import { readFileSync } from "node:fs";
import { PromptrailError } from "@promptrail/core";
import { isError, toErrorText } from "@promptrail/core/errors";
import { toFilePath } from "../../datasets/dataset-file.js";
import { requireFile } from "../../settings/require-file.js";
import { parseJudgeCard } from "./card-json.js";
import type { JudgeCard } from "./judge-card.js";

/**
 * The card in a file, which `promptrail judge calibrate` writes; null where there is none yet: the judge may then not
 * gate.
 *
 * @param file `new URL("./description-judge.card.json", import.meta.url)`
 * @throws PromptrailError `invalid_definition` for a file that cannot be read, or is no card.
 */
export function readJudgeCard(file: URL | string): JudgeCard | null {
  requireFile("readJudgeCard", file);
  const path = toFilePath(file);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (isError(error) && "code" in error && error.code === "ENOENT") return null;
    throw new PromptrailError(
      "invalid_definition",
      `The judge card ${path} cannot be read: ${toErrorText(error)} Make it readable, or remove it.`,
    );
  }
  return parseJudgeCard(readValue(text), `The judge card ${path}`);
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
