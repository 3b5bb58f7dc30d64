import { runCommand } from "../run-command.ts";
import { expectStory, printTitle, type Story } from "../story.ts";

export async function showHistory({ environment }: Story): Promise<void> {
  printTitle(10, "history: who decided what, why, and on what evidence");
  const exitCode = await runCommand(["history", "product_description"], environment);
  expectStory(exitCode === 0, "every decision is on record");
}
