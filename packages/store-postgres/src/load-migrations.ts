import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type { Migration } from "./migrations/migration.js";

// This file stays directly in its folder: from `src` and from `dist` the way there is the same.
const shipped = new URL("../migrations/", import.meta.url);

/** The migrations that this package ships, in order. */
export async function loadMigrations(folder: URL = shipped): Promise<readonly Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sql")).sort();
  return await Promise.all(
    files.map(async (file) => {
      // A checkout on Windows may have changed the line ends.
      const script = (await readFile(new URL(file, folder), "utf8")).replaceAll("\r\n", "\n");
      const checksum = `sha256-${createHash("sha256").update(script).digest("hex")}`;
      return { name: file.slice(0, -".sql".length), script, checksum };
    }),
  );
}
