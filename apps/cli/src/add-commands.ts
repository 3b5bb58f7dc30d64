import type { CommandHost } from "./add-command.js";
import { addCall } from "./commands/call.js";
import { addCheck } from "./commands/check.js";
import { addDiff } from "./commands/diff.js";
import { addEval } from "./commands/eval.js";
import { addHistory } from "./commands/history.js";
import { addInit } from "./commands/init.js";
import { addList } from "./commands/list.js";
import { addLock } from "./commands/lock.js";
import { addMigrate } from "./commands/migrate.js";
import { addPromote } from "./commands/promote.js";
import { addRender } from "./commands/render.js";
import { addRollback } from "./commands/rollback.js";
import { addServe } from "./commands/serve.js";
import { addShow } from "./commands/show.js";
import { addStatus } from "./commands/status.js";

/** Every command, in the order of a prompt's life. */
export function addCommands(host: CommandHost): void {
  addInit(host);
  addCheck(host);
  addLock(host);
  addList(host);
  addShow(host);
  addDiff(host);
  addRender(host);
  addCall(host);
  addEval(host);
  addStatus(host);
  addPromote(host);
  addRollback(host);
  addHistory(host);
  addServe(host);
  addMigrate(host);
}
