import { changeLive } from "./change-live.js";
import { compareVersions } from "./compare-versions.js";
import type { HelpGroup } from "./declared-command.js";
import { evaluateVersions } from "./evaluate-versions.js";
import { findCalls } from "./find-calls.js";
import { findCounterexamples } from "./find-counterexamples.js";
import { inAPipeline } from "./in-a-pipeline.js";
import { operate } from "./operate.js";
import { runPrompts } from "./run-prompts.js";
import { seeLive } from "./see-live.js";
import { shellAndHelp } from "./shell-and-help.js";
import { workOnDatasets } from "./work-on-datasets.js";
import { writeAProvider } from "./write-a-provider.js";
import { writeAndCheck } from "./write-and-check.js";

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
