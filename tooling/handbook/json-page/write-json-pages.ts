import { mkdir, rm, writeFile } from "node:fs/promises";
import { formatVersion, listDocuments } from "@promptrail/cli";
import { toJsonPages } from "./to-json-page.ts";

/** `node tooling/handbook/json-page/write-json-pages.ts`: writes `json-output/` from the schemas of the commands. */
const folder = new URL("../json-output/", import.meta.url);
await rm(folder, { recursive: true, force: true });
await mkdir(folder);
for (const [name, text] of toJsonPages(await listDocuments(), formatVersion)) {
  await writeFile(new URL(name, folder), text);
}
