import { appendFileSync } from "node:fs";
import { makeProjectFolders, writeProjectFile, writing } from "@promptrail/core/state-folder";
import { type JudgeLabel, readJudgeLabels } from "@promptrail/evals";
import { toLabelLine } from "@promptrail/evals/run";

/** A labels file that grows by a line at each label: what a person said is never lost. */
export interface LabelFile {
  readonly labels: readonly JudgeLabel[];
  readonly append: (label: JudgeLabel) => Promise<void>;
  /** Writes all of them in the place of what was there. */
  readonly replace: (labels: readonly JudgeLabel[]) => void;
}

/** @throws PromptrailError `dataset_invalid` for a file with a line that is no label; `file_unwritable`. */
export function openLabelFile(path: string): LabelFile {
  const labels = [...readJudgeLabels(path)];
  return {
    labels,
    append: async (label) => {
      makeProjectFolders(path);
      await writing(path, async () => appendFileSync(path, `${toLabelLine(label)}\n`));
      labels.push(label);
    },
    replace: (all) => {
      writeProjectFile(path, all.map((label) => `${toLabelLine(label)}\n`).join(""));
    },
  };
}
