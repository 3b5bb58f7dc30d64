import { runCommand } from "../run-command.ts";
import { expectStory, printTitle, type Story } from "../story.ts";

export async function deploy({ environment }: Story): Promise<void> {
  printTitle(2, "deploy: tell the store what the code declares; no other command does");
  const exitCode = await runCommand(["deploy", "--reason", "Release 12"], environment);
  expectStory(exitCode === 0, "everything that the code declares is live");
}
