import { writeFile } from "node:fs/promises";
import { formatVersion, listDocuments } from "@promptrail/cli";
import { toJsonPage } from "./to-json-page.ts";

/** `node tooling/handbook/json-page/write-json-page.ts`: writes `json-output.md` from the schemas of the commands. */
await writeFile(
  new URL("../json-output.md", import.meta.url),
  toJsonPage(listDocuments(), formatVersion),
);
