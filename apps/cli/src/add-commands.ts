import type { CommandHost } from "./add-command.js";
import { addCall } from "./commands/call.js";
import { addCalls } from "./commands/calls/calls.js";
import { addCheck } from "./commands/check.js";
import { addCompare } from "./commands/compare/compare.js";
import { addCompletion } from "./commands/completion.js";
import { addDiff } from "./commands/diff.js";
import { addEval } from "./commands/eval.js";
import { addImport } from "./commands/import/import.js";
import { addInit } from "./commands/init.js";
import { addJudge } from "./commands/judge/judge.js";
import { addKeys } from "./commands/keys/keys.js";
import { addList } from "./commands/list.js";
import { addArchive } from "./commands/live/archive.js";
import { addDeploy } from "./commands/live/deploy.js";
import { addDrill } from "./commands/live/drill.js";
import { addFleet } from "./commands/live/fleet.js";
import { addHeadroom } from "./commands/live/headroom.js";
import { addHistory } from "./commands/live/history.js";
import { addPromote } from "./commands/live/promote.js";
import { addRecover } from "./commands/live/recover.js";
import { addResume } from "./commands/live/resume.js";
import { addRollback } from "./commands/live/rollback/rollback.js";
import { addShadow } from "./commands/live/shadow.js";
import { addStatus } from "./commands/live/status.js";
import { addLock } from "./commands/lock.js";
import { addMigrate } from "./commands/migrate.js";
import { addNew } from "./commands/new.js";
import { addProviderTest } from "./commands/provider-test.js";
import { addRender } from "./commands/render.js";
import { addServe } from "./commands/serve.js";
import { addShow } from "./commands/show.js";

/** Every command, in groups, in the order of a prompt's life. */
export function addCommands(host: CommandHost): void {
  for (const { title, add } of groups) {
    host.program.commandsGroup(`${title}:`);
    for (const addOne of add) addOne(host);
  }
  host.program.helpCommand("help [command]", "show the help of a command");
}

const groups: readonly {
  readonly title: string;
  readonly add: readonly ((host: CommandHost) => void)[];
}[] = [
  {
    title: "Write and check prompts, without a database",
    add: [addInit, addNew, addImport, addCheck, addLock, addList, addShow, addDiff],
  },
  { title: "Run prompts", add: [addRender, addCall, addEval] },
  { title: "Judge answers", add: [addJudge] },
  { title: "Compare versions", add: [addCompare] },
  {
    title: "Change what is live",
    add: [addDeploy, addPromote, addRollback, addResume, addShadow, addArchive],
  },
  { title: "See what is live", add: [addStatus, addHistory, addFleet, addHeadroom] },
  { title: "Find calls", add: [addCalls] },
  { title: "Operate", add: [addServe, addKeys, addMigrate, addDrill, addRecover] },
  { title: "Write a provider", add: [addProviderTest] },
  { title: "Your shell, and help", add: [addCompletion] },
];
