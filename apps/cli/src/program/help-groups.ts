import { changeLive } from "../declared/change-live.js";
import { compareVersions } from "../declared/compare-versions.js";
import type { HelpGroup } from "../declared/declared-command.js";
import { evaluateVersions } from "../declared/evaluate-versions.js";
import { findCalls } from "../declared/find-calls.js";
import { findCounterexamples } from "../declared/find-counterexamples.js";
import { inAPipeline } from "../declared/in-a-pipeline.js";
import { operate } from "../declared/operate.js";
import { runPrompts } from "../declared/run-prompts.js";
import { seeLive } from "../declared/see-live.js";
import { shellAndHelp } from "../declared/shell-and-help.js";
import { workOnDatasets } from "../declared/work-on-datasets.js";
import { writeAProvider } from "../declared/write-a-provider.js";
import { writeAndCheck } from "../declared/write-and-check.js";

/** Every command, in groups, in the order of a prompt's life. */
export const helpGroups: readonly HelpGroup[] = [
  writeAndCheck,
  runPrompts,
  evaluateVersions,
  workOnDatasets,
  findCounterexamples,
  compareVersions,
  inAPipeline,
  changeLive,
  seeLive,
  findCalls,
  operate,
  writeAProvider,
  shellAndHelp,
];

/** Whether a command line, without the program's name, is that of a command that runs evals. */
export function runsEvals([name]: readonly string[]): boolean {
  return helpGroups
    .flatMap(({ commands }) => commands)
    .some(
      (each) => "usage" in each && each.runsEvals === true && each.usage.split(" ")[0] === name,
    );
}
