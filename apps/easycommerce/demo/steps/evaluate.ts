import { runCommand } from "../run-command.ts";
import { expectStory, printTitle, type Story } from "../story.ts";

export async function evaluate({ environment }: Story): Promise<void> {
  printTitle(3, "eval: candidates against the active version, over the family's dataset");
  const good = await runCommand(["eval", "product_description", "--version", "3"], environment);
  expectStory(good === 0, "the gate passes product_description_v3");
  const bad = await runCommand(["eval", "product_description", "--version", "4"], environment);
  expectStory(bad === 1, "the gate fails product_description_v4, which drops the word limit");
}
