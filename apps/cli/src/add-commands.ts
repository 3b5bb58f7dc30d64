import { addCommand, type CommandHost } from "./add-command.js";
import { changeLive } from "./declared/change-live.js";
import { compareVersions } from "./declared/compare-versions.js";
import type { HelpGroup } from "./declared/declared-command.js";
import { evaluateVersions } from "./declared/evaluate-versions.js";
import { findCalls } from "./declared/find-calls.js";
import { findCounterexamples } from "./declared/find-counterexamples.js";
import { inAPipeline } from "./declared/in-a-pipeline.js";
import { operate } from "./declared/operate.js";
import { runPrompts } from "./declared/run-prompts.js";
import { seeLive } from "./declared/see-live.js";
import { shellAndHelp } from "./declared/shell-and-help.js";
import { workOnDatasets } from "./declared/work-on-datasets.js";
import { writeAProvider } from "./declared/write-a-provider.js";
import { writeAndCheck } from "./declared/write-and-check.js";

const groups: readonly HelpGroup[] = [
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

/** Every command, in groups, in the order of a prompt's life. */
export function addCommands(host: CommandHost): void {
  const { program } = host;
  for (const { title, commands } of groups) {
    program.commandsGroup(`${title}:`);
    for (const declared of commands) {
      if ("usage" in declared) {
        addCommand(host, declared);
        continue;
      }
      const named = program.command(declared.name).description(declared.summary);
      for (const each of declared.commands) addCommand({ ...host, program: named }, each);
    }
  }
  program.helpCommand("help [command]", "show the help of a command");
}
