import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.js";

const config = `import { defineConfig } from "@promptrail/config";
import { simulatedProvider } from "@promptrail/testing";
import { v1, v2 } from "./letter.ts";
export default defineConfig({
  prompts: [v1, v2],
  providers: [simulatedProvider()],
  families: { letter: { gate: "none" } },
});
`;

let project: CliProject;
beforeAll(async () => {
  project = await createCliProject();
});
afterAll(() => project.remove());

test("show prints all that a version renders with, and diff what of it changed", async () => {
  const head = `import { definePrompt, defineFunction } from "@promptrail/core";
const lookup = (version: number) => defineFunction({ name: "lookup", version, call: (code) => code });
`;
  const version = (number: number, more: string) => `export const v${number} = definePrompt({
  family: "letter", version: ${number}, status: "${number === 1 ? "active" : "draft"}",
  provider: "simulated", model: "m", maxTokens: 9, changelog: "Why.",
  userTemplate: "{{ lookup(1) }}{% include 'end' %}", ${more}
});
`;
  const first = `functions: [lookup(1)], partials: { end: "Bye\\n" }, template: { trimBlocks: true }`;
  const second = `functions: [lookup(2)], partials: { end: "Bye\\n\\n" }, template: { keepTrailingNewline: true }`;
  await project.write("letter.ts", head + version(1, first) + version(2, second));
  await project.write("promptrail.config.ts", config);
  const shown = await project.run("show", "letter", "1");
  expect(shown.out).toContain("trimBlocks: true");
  expect(shown.out).toMatch(/functions:\n\s+- (lookup|name: lookup)/);
  expect(shown.out).toContain("--- partial end\nBye\n");
  const { out } = await project.run("diff", "letter", "1", "2");
  expect(out).toMatch(/^-.*trimBlocks: true/m);
  expect(out).toMatch(/^\+.*keepTrailingNewline: true/m);
  expect(out).toMatch(/^-.*version: 1/m);
  expect(out).toMatch(/^\+.*version: 2/m);
});
