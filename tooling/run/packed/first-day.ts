import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustPrint } from "./must-print.ts";
import type { OutsideProject } from "./outside-project.ts";

/**
 * The commands of a first day: from an empty folder to a second version with its evidence.
 *
 * @returns a key of the project, for an application.
 */
export async function runFirstDay(project: OutsideProject): Promise<string> {
  const { folder, run } = project;
  await run(["promptrail", "init"]);
  if (!existsSync(join(folder, "promptrail.config.ts"))) {
    throw new Error("promptrail init wrote no promptrail.config.ts.");
  }
  await run(["promptrail", "check"]);
  await addSecondVersion(project);
  mustPrint(await run(["promptrail", "eval"]), /simulated/i, "promptrail eval");
  await failEval(project);
  await run(["promptrail", "deploy"]);
  const judged = await run(["promptrail", "eval", "ticket_summary", "--version", "2"]);
  mustPrint(judged, /Evidence \S+ in development/, "promptrail eval of the second version");
  const scopes = "read,call,report";
  const made = await run(["promptrail", "keys", "add", "app", "--scopes", scopes, "--json"]);
  mustPrint(await run(["promptrail", "keys", "list"]), /app/, "promptrail keys list");
  return /"(pk_development_[^"]+)"/.exec(made)?.[1] ?? "";
}

/** As `init` tells it: written by `new`, with another text and a reason, and recorded. */
async function addSecondVersion({ folder, run }: OutsideProject): Promise<void> {
  await run(["promptrail", "new", "ticket_summary"]);
  const file = join(folder, "prompts", "ticket-summary-v2.ts");
  change(file, [/maximum 60 words/, "maximum 40 words"]);
  const lock = await run(["promptrail", "lock"]);
  mustPrint(lock, /ticket_summary_v2 added \(draft\)/, "promptrail lock");
  const red = await run(["promptrail", "check"], { code: 1 });
  mustPrint(red, /changelog.*still to be written/, "promptrail check of what is to be filled in");
  change(file, [/"TODO[^"]*"/, '"Nobody reads sixty words."']);
  await run(["promptrail", "check"]);
}

async function failEval({ folder, run }: OutsideProject): Promise<void> {
  const suite = join(folder, "suites", "ticket-summary-suite.ts");
  const text = readFileSync(suite, "utf8");
  change(suite, ["maxWords(70)", "maxWords(1)"]);
  const failed = await run(["promptrail", "eval"], { code: 1 });
  mustPrint(failed, /FAIL/, "promptrail eval of what passes nothing");
  writeFileSync(suite, text);
}

function change(file: string, [from, to]: readonly [from: string | RegExp, to: string]): void {
  const text = readFileSync(file, "utf8");
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${file} has nothing like ${from}:\n${text}`);
  writeFileSync(file, changed);
}
