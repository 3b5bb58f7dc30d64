import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";
import { cheapWebAssembly } from "./test/run/cheap-web-assembly.ts";
import { isLong } from "./test/run/random-runs.ts";
import { sqlAsText } from "./test/run/sql-as-text.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Tests that measure what users are promised: nothing else runs beside them. */
const measured = [
  "apps/cli/test/load/load.test.ts",
  "packages/core/test/privacy/hostile-texts.test.ts",
  "packages/runtime/test/window/learnt-bound.test.ts",
  "tooling/bench/renderer/renderer-benchmark.test.ts",
];
const exclude = [...configDefaults.exclude, ...measured.map((file) => `${root}${file}`)];

/** Every package and app is a test project of its own name, and reads the others' source. */
function projectsIn(folder: string) {
  return readdirSync(`${root}${folder}`)
    .filter((name) => existsSync(`${root}${folder}/${name}/package.json`))
    .map((name) => ({
      extends: true as const,
      root: `${root}${folder}/${name}`,
      test: {
        name,
        include: ["{src,test,demo,prompts,suites,failure-modes}/**/*.test.ts"],
        exclude,
      },
    }));
}

export default defineConfig({
  root,
  plugins: [sqlAsText],
  resolve: { conditions: ["@promptrail/source"] },
  ssr: { resolve: { conditions: ["@promptrail/source", "node"] } },
  test: {
    projects: [
      ...projectsIn("packages"),
      ...projectsIn("apps"),
      {
        extends: true as const,
        test: {
          name: "measured",
          include: measured,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true as const,
        root: `${root}tooling`,
        test: {
          name: "tooling",
          include: ["{bench,build,checks,handbook,jinja2,run,test}/**/*.test.ts"],
          exclude,
        },
      },
    ],
    globalSetup: [
      `${root}tooling/test/run/run-folder.ts`,
      `${root}tooling/test/embedded-postgres.ts`,
    ],
    setupFiles: [`${root}tooling/test/run/seed-properties.ts`],
    // Many tests wait, for a process, a poll or a database: more of them run than there are cores.
    maxWorkers: Math.min(2 * availableParallelism(), 16),
    execArgv: [cheapWebAssembly],
    // How long something may take on a busy machine that a test does not time. Whoever waits for a
    // condition names no time, unless it is a promise to users with its slack.
    expect: { poll: { timeout: 60_000, interval: 20 } },
    testTimeout: isLong ? 1_800_000 : 300_000,
    hookTimeout: 120_000,
  },
});
