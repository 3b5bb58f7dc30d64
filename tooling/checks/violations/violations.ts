import { doorViolations } from "./door-violations.ts";
import { importViolations } from "./import-violations.ts";
import { pageViolations } from "./page-violations.ts";
import { planted, shape, source, type Violation, withField } from "./violation.ts";

export const violations: readonly Violation[] = [
  ...importViolations,
  ...doorViolations,
  ...pageViolations,
  planted("sizes", "a file of 301 lines", "tooling/handbook/planted.md", "line\n".repeat(301)),
  {
    what: "a folder of 16 files",
    check: "sizes",
    plant: (copy) => {
      for (let number = 1; number <= 16; number += 1) {
        copy.plant(`packages/core/src/planted/file-${number}.ts`, "export {};\n");
      }
    },
    place: "packages/core/src/planted",
  },
  planted("names", "camel case", "packages/core/src/plantedFile.ts", ""),
  planted("names", "a file called types", "packages/core/src/types.ts", ""),
  planted("names", "a manager", "packages/core/src/session-manager.ts", ""),
  {
    what: "a folder called utils",
    check: "names",
    plant: (copy) => copy.plant("packages/core/src/utils/parse-price.ts", ""),
    place: "packages/core/src/utils",
  },
  planted("indexes", "a star export", source, 'export * from "./index.js";', 1),
  planted(
    "indexes",
    "logic in an index",
    "packages/core/src/planted/index.ts",
    "\nexport const a = 1;",
    2,
  ),
  shape("a missing license", ["license"], undefined),
  shape("a wrong engine", ["engines"], { node: ">=18" }),
  shape("an unknown field", ["main"], "./dist/index.js"),
  shape("conditions in another order", ["exports", "."], {
    types: "./dist/index.d.ts",
    "@promptrail/source": "./src/index.ts",
    default: "./dist/index.js",
  }),
  shape(
    "a published source condition",
    ["publishConfig", "exports", ".", "@promptrail/source"],
    "./src/index.ts",
  ),
  shape("another build", ["scripts", "build"], "tsc"),
  {
    what: "a version outside the catalog",
    check: "dependency versions",
    plant: (copy) =>
      copy.edit("packages/core/package.json", (text) =>
        withField(text, ["dependencies", "zod"], "^4.0.0"),
      ),
    place: "packages/core/package.json",
  },
  {
    what: "a range in the catalog",
    check: "dependency versions",
    plant: (copy) => copy.edit("pnpm-workspace.yaml", (text) => text.replace(/zod: /, "zod: ^")),
    place: "pnpm-workspace.yaml",
  },
  {
    what: "a folder at the top",
    check: "top level",
    plant: (copy) => copy.plant("examples/a.md", ""),
    place: "examples",
  },
  {
    what: "a missing file",
    check: "top level",
    plant: (copy) => copy.plant("turbo.json", null),
    place: "turbo.json",
  },
  planted("unsafe typing", "any", source, "\nexport const a: any = 1;", 2),
  planted(
    "unsafe typing",
    "any inside of a generic",
    source,
    "export type A = Map<string, any[]>;",
    1,
  ),
  planted(
    "unsafe typing",
    "a cast through unknown",
    source,
    "export const a = 1 as unknown as string;",
    1,
  ),
  planted(
    "unsafe typing",
    "a silenced error",
    source,
    `// @ts-${"ignore"}\nexport const a = 1;`,
    1,
  ),
  planted(
    "spreads",
    "an object that is spread to fold lines",
    source,
    "\nexport const a = { ...{ b: 1 } };",
    2,
  ),
  planted(
    "spreads",
    "an option that is passed on where it is defined",
    source,
    "export const a = (b?: number) => ({\n  ...(b === undefined ? {} : { c: b }),\n});",
    2,
  ),
  planted(
    "spreads",
    "the same the other way round",
    source,
    "export const a = (b?: number) => ({ ...(b !== undefined ? { b } : {}) });",
    1,
  ),
  planted(
    "realms",
    "a question for an error of this realm alone",
    source,
    "\nexport const isOurs = (error: unknown) => error instanceof Error;",
    2,
  ),
  planted("terminal writes", "a line on the console", source, "\nconsole.log(1);", 2),
  planted(
    "terminal writes",
    "a text on standard output",
    "apps/cli/src/planted.ts",
    'process.stdout.write("a");',
    1,
  ),
  planted(
    "words",
    "a machine's path in source",
    source,
    `export const a = "${["", "tmp", "x"].join("/")}";`,
    1,
  ),
  planted(
    "words",
    "a machine's path in a page",
    "tooling/handbook/planted.md",
    `\nSee ${["", "work", "main"].join("/")}.`,
    2,
  ),
  planted(
    "words",
    "a message that its reader may not understand",
    source,
    '\nthrow new Error("The store is away.");',
    2,
  ),
  planted(
    "words",
    "a part of a message",
    source,
    `\nexport const a = (b: boolean) => \`The file \${b ? "of it is gone" : "is here"}.\`;`,
    2,
  ),
  {
    what: "a page without a row of the table of words",
    check: "words",
    plant: (copy) =>
      copy.edit("tooling/handbook/words/messages.md", (text) =>
        text.replace(/^\| X is away .*$/m, ""),
      ),
    place: "tooling/handbook/words/messages.md",
  },
  {
    what: "an exported function without a docstring",
    check: "docstrings",
    plant: (copy) => {
      copy.plant("packages/core/src/planted.ts", "\nexport function planted() {}\n");
      copy.edit(
        "packages/core/src/index.ts",
        (text) => `${text}export { planted } from "./planted.js";\n`,
      );
    },
    place: "packages/core/src/planted.ts:2",
  },
  {
    what: "a setting without a docstring",
    check: "docstrings",
    plant: (copy) =>
      copy.plant(
        "packages/core/src/prompt/prompt-settings.ts",
        "export interface PromptSettings {\n  readonly planted: string;\n}\n",
      ),
    place: "packages/core/src/prompt/prompt-settings.ts:2",
  },
  planted(
    "docstrings",
    "an option without a docstring",
    "packages/runtime/src/promptrail-settings.ts",
    "export interface PromptrailSettings {\n  readonly planted: string;\n}\n",
    2,
  ),
  planted("words", "a page outside of the repository", "README.md", `As in ${"DESIGN"}.md.`, 1),
];
