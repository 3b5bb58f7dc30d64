import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { repositoryRoot, runCommand } from "../run/run-command.ts";

const folder = mkdtempSync(join(tmpdir(), "promptrail-lint-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
for (const path of [".biome.json", "tooling/biome.json", "tooling/oxlint.json"]) {
  mkdirSync(join(folder, dirname(path)), { recursive: true });
  cpSync(join(repositoryRoot, path), join(folder, path));
}

const longFunction = `export function long(): void {\n${"  console.log(1);\n".repeat(50)}}\n`;

describe("the settings of the linters", () => {
  test.each([
    ["a promise that nobody waits for", "no-floating-promises", "Promise.resolve(1);\n"],
    [
      "a value of unknown shape that is used",
      "no-unsafe-member-access",
      'export const a = JSON.parse("{}").b;\n',
    ],
    ["a function of more than 50 lines", "max-lines-per-function", longFunction],
    ["an explicit any", "no-explicit-any", "export const a: any = 1;\n"],
  ])("oxlint finds %s", async (_what, rule, text) => {
    writeFileSync(join(folder, "planted.ts"), text);
    const run = await runCommand("oxlint", ["--config", "tooling/oxlint.json", "."], {
      cwd: folder,
    });
    expect(run.output).toContain(rule);
    expect(run.code).not.toBe(0);
  });

  test("pass a file that breaks no rule", async () => {
    writeFileSync(join(folder, "planted.ts"), "export const a: number = Math.max(1, 2);\n");
    const oxlint = await runCommand("oxlint", ["--config", "tooling/oxlint.json", "."], {
      cwd: folder,
    });
    const biome = await runCommand("biome", ["check", "planted.ts"], { cwd: folder });
    expect([oxlint.code, biome.code]).toEqual([0, 0]);
  });

  test.each([
    ["an explicit any", "noExplicitAny", "export const a: any = 1;\n"],
    ["a non-null assertion", "noNonNullAssertion", "export const a = [1].at(0)!;\n"],
    ["an unused import", "noUnusedImports", 'import { join } from "node:path";\n'],
    ["single quotes", "format", "export const a = 'b';\n"],
  ])("biome finds %s", async (_what, rule, text) => {
    writeFileSync(join(folder, "planted.ts"), text);
    const run = await runCommand("biome", ["check", "."], { cwd: folder });
    expect(run.output).toContain(rule);
    expect(run.code).not.toBe(0);
  });
});
