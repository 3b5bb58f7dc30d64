import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Every package and app is a test project of its own name, and reads the others' source. */
function projectsIn(folder: string) {
  return readdirSync(`${root}${folder}`)
    .filter((name) => existsSync(`${root}${folder}/${name}/package.json`))
    .map((name) => ({
      extends: true as const,
      root: `${root}${folder}/${name}`,
      test: { name, include: ["{src,test,demo,prompts,suites}/**/*.test.ts"] },
    }));
}

export default defineConfig({
  root,
  resolve: { conditions: ["@promptrail/source"] },
  ssr: { resolve: { conditions: ["@promptrail/source", "node"] } },
  test: {
    projects: [
      ...projectsIn("packages"),
      ...projectsIn("apps"),
      {
        extends: true as const,
        root: `${root}tooling`,
        test: {
          name: "tooling",
          include: ["{bench,build,checks,handbook,jinja2,run,test}/**/*.test.ts"],
        },
      },
    ],
    globalSetup: [`${root}tooling/test/embedded-postgres.ts`],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
