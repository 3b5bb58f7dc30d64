import { readFileSync } from "node:fs";
import { PromptrailError } from "@promptrail/core";
import { isError, toErrorText } from "@promptrail/core/errors";
import { toFilePath } from "../../datasets/dataset-file.js";
import { requireFile } from "../../settings/require-file.js";
import { type JudgeLabel, parseLabelLine } from "./judge-label.js";

/**
 * The labels in a file, which `promptrail judge label` writes; none where there is no file yet.
 *
 * @param file `new URL("./reads-well.labels.jsonl", import.meta.url)`
 * @throws PromptrailError `dataset_invalid` with file and line; `invalid_definition` for what is no file.
 */
export function readJudgeLabels(file: URL | string): readonly JudgeLabel[] {
  requireFile("readJudgeLabels", file);
  const path = toFilePath(file);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (isError(error) && "code" in error && error.code === "ENOENT") return [];
    throw new PromptrailError(
      "dataset_invalid",
      `The labels ${path} cannot be read: ${toErrorText(error)}`,
    );
  }
  return text.split("\n").flatMap((line, at) => {
    if (line.trim() === "") return [];
    const label = parseLabelLine(line);
    if (typeof label !== "string") return [label];
    throw new PromptrailError(
      "dataset_invalid",
      `${path}, line ${at + 1}: This is not a label: ${label}. Correct the line, or remove it and label the answer again.`,
      { file: path, line: at + 1 },
    );
  });
}
