import { runCommand } from "../run-command.ts";
import { expectStory, printTitle, type Story } from "../story.ts";

export async function check({ environment }: Story): Promise<void> {
  printTitle(1, "check: every prompt, template, suite and the lock file, without a database");
  const exitCode = await runCommand(["check"], environment);
  expectStory(exitCode === 0, "the project is sound");
}
