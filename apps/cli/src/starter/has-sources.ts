import { opendir } from "node:fs/promises";
import { extname, join } from "node:path";

const endings: ReadonlySet<string> = new Set([".js", ".jsx", ".ts", ".tsx"]);
const skipped: ReadonlySet<string> = new Set(["node_modules", "dist", "build", "coverage"]);

/** Whether a folder has files whose meaning depends on the "type" of its package.json. */
export async function hasSources(folder: string): Promise<boolean> {
  const waiting = [folder];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for await (const entry of await opendir(at)) {
      const isSkipped = entry.name.startsWith(".") || skipped.has(entry.name);
      if (entry.isFile() && endings.has(extname(entry.name))) return true;
      if (entry.isDirectory() && !isSkipped) waiting.push(join(at, entry.name));
    }
  }
  return false;
}
