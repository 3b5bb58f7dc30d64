import { mostNamesForUsers } from "../doors/door-policy.ts";
import type { Violation } from "./violation.ts";

const check = "doors of core";
const doors = "packages/core/src";

const exported = (what: string, at: string, text: string, line: number): Violation => ({
  what,
  check,
  plant: (copy) => copy.edit(`${doors}/${at}.ts`, (old) => `${text}\n${old}`),
  place: `${doors}/${at}.ts:${line}`,
});

const manyNames = Array.from({ length: mostNamesForUsers + 1 }, (_, at) => `a as name${at}`);

const loaded = (what: string, at: string, text: string): Violation => ({
  what,
  check: "portable door",
  plant: (copy) => copy.edit(`${doors}/${at}.ts`, (old) => `${text}\n${old}`),
  place: `${doors}/${at}.ts:1`,
});

export const doorViolations: readonly Violation[] = [
  exported(
    "a name at a second door",
    "lifecycle",
    'export { definePrompt } from "./prompt/define-prompt.js";',
    1,
  ),
  exported(
    "a name that nobody uses",
    "index",
    'export type {\n  TemplatePosition,\n} from "./template/template-variable.js";',
    2,
  ),
  {
    what: "a crowded door for users",
    check,
    plant: (copy) =>
      copy.edit(
        `${doors}/index.ts`,
        (old) => `export { ${manyNames.join(", ")} } from "./a.js";\n${old}`,
      ),
    place: `${doors}/index.ts`,
  },
  {
    what: "a name on a list that is used by now",
    check,
    plant: (copy) =>
      copy.plant(
        "packages/config/src/a.ts",
        'import type { Span } from "@promptrail/core/privacy";',
      ),
    place: "tooling/checks/doors/door-policy.ts",
  },
  loaded("zod behind the portable door", "json/read-json", 'import { z } from "zod";'),
  loaded("Node behind the portable door", "portable", 'export { join } from "node:path";'),
  loaded("a global of Node behind the portable door", "errors/suggest", "Buffer.from([1]);"),
];
