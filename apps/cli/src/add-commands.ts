import type { CommandHost } from "./add-command.js";
import { addCall } from "./commands/call.js";
import { addCheck } from "./commands/check.js";
import { addDiff } from "./commands/diff.js";
import { addEval } from "./commands/eval.js";
import { addInit } from "./commands/init.js";
import { addList } from "./commands/list.js";
import { addArchive } from "./commands/live/archive.js";
import { addDeploy } from "./commands/live/deploy.js";
import { addDrill } from "./commands/live/drill.js";
import { addFleet } from "./commands/live/fleet.js";
import { addHistory } from "./commands/live/history.js";
import { addPromote } from "./commands/live/promote.js";
import { addRecover } from "./commands/live/recover.js";
import { addResume } from "./commands/live/resume.js";
import { addRollback } from "./commands/live/rollback.js";
import { addShadow } from "./commands/live/shadow.js";
import { addStatus } from "./commands/live/status.js";
import { addLock } from "./commands/lock.js";
import { addMigrate } from "./commands/migrate.js";
import { addRender } from "./commands/render.js";
import { addServe } from "./commands/serve.js";
import { addShow } from "./commands/show.js";

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
  addDeploy(host);
  addStatus(host);
  addPromote(host);
  addRollback(host);
  addResume(host);
  addShadow(host);
  addArchive(host);
  addHistory(host);
  addFleet(host);
  addDrill(host);
  addRecover(host);
  addServe(host);
  addMigrate(host);
}
