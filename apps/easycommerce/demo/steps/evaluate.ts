import { runCommand, showCommand } from "../run-command.ts";
import { expectStory, printTitle, type Story } from "../story.ts";

export async function evaluate({ environment }: Story): Promise<void> {
  printTitle(3, "eval: candidates against the active version, over the family's dataset");
  const good = await runCommand(["eval", "product_description", "--version", "3"], environment);
  expectStory(good === 0, "the gate passes product_description_v3");
  const bad = await showCommand(["eval", "product_description", "--version", "4"], environment);
  expectStory(
    bad.exitCode === 1,
    "the gate fails product_description_v4, which drops the word limit",
  );
  expectStory(
    /Judge keeps_the_rules and productDescription differ on [1-9]\d* of \d+/.test(bad.output),
    "the report says where the judge and the heuristic beside it differ",
  );
}
