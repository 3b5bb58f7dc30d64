import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const place = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const bin = place("../../../apps/cli/bin/promptrail.mjs");

/** A user's project with the families, on a database, and the built command on it. */
export function openProject(url: string, families: number) {
  const folder = mkdtempSync(join(tmpdir(), "promptrail-bench-"));
  symlinkSync(place("../../../apps/cli/node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  writeFileSync(
    join(folder, "promptrail.config.ts"),
    `
    import { defineConfig } from "@promptrail/config";
    import { simulatedProvider } from "@promptrail/testing";
    import { createIllFamilies } from ${JSON.stringify(place("./ill-families.ts"))};
    export default defineConfig({
      prompts: createIllFamilies(${families}),
      providers: [simulatedProvider()],
      environment: "bench",
    });`,
  );
  const { PATH } = process.env;
  const env = { PATH, PROMPTRAIL_ACTOR: "bench", DATABASE_URL: url };
  return {
    /** What it prints on standard output. Rejects where it does not exit with 0. */
    run: async (...args: readonly string[]): Promise<string> => {
      const most = { maxBuffer: 64_000_000 };
      const { stdout } = await run(process.execPath, [bin, ...args], { cwd: folder, env, ...most });
      return stdout;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
