import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { findRoads } from "../roads/find-roads.ts";
import { replaceSection } from "./page-section.ts";
import { toHouseSection } from "./to-house-section.ts";
import { toRoadsSection } from "./to-roads-section.ts";

/** `node tooling/handbook/architecture-page/write-architecture-page.ts`: draws the house and its two roads in `architecture.md`. */
const page = new URL("../architecture.md", import.meta.url);
const root = fileURLToPath(new URL("../../..", import.meta.url));
const text = await readFile(page, "utf8");
const drawn = replaceSection(text, "house", toHouseSection(root));
await writeFile(page, replaceSection(drawn, "roads", toRoadsSection(await findRoads())));
