import { runCommand } from "../run-command.ts";
import { expectStory, printTitle, type Story } from "../story.ts";

export async function promote({ environment }: Story): Promise<void> {
  printTitle(4, "promote: on evidence only");
  const command = ["promote", "product_description"];
  const refused = await runCommand([...command, "4", "--reason", "Longer copy"], environment);
  expectStory(refused === 1, "product_description_v4 is refused");
  const done = await runCommand([...command, "3", "--reason", "A current model"], environment);
  expectStory(done === 0, "product_description_v3 is active, with its evidence in the history");
}
