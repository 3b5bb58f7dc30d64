import { fileURLToPath } from "node:url";
import { listMessages } from "./find-messages.ts";

/** Prints every text that a user may see: its place, to what the source gives it, and the text, with tabs between. */
const [root = fileURLToPath(new URL("../../..", import.meta.url))] = process.argv.slice(2);
for (const { place, given, text } of listMessages(root)) {
  console.log([place, given, JSON.stringify(text).slice(1, -1)].join("\t"));
}
