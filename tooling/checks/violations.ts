import type { RepositoryCopy } from "./repository/repository-copy.ts";

/** A rule broken on purpose, and where the check of that name must find it. */
export interface Violation {
  /** Ends the test's title: "finds …". */
  readonly what: string;
  readonly check: string;
  readonly plant: (copy: RepositoryCopy) => void;
  readonly place: string;
}

const planted = (
  check: string,
  what: string,
  path: string,
  text: string,
  line?: number,
): Violation => ({
  what,
  check,
  plant: (copy) => copy.plant(path, text),
  place: line === undefined ? path : `${path}:${line}`,
});

const circle = (
  what: string,
  files: Readonly<Record<string, string>>,
  place: string,
): Violation => ({
  what,
  check: "circles of imports",
  plant: (copy) => {
    for (const [path, text] of Object.entries(files)) {
      copy.plant(`packages/core/src/planted/${path}`, text);
    }
  },
  place: `packages/core/src/planted/${place}`,
});

const dependency = (what: string, folder: string, field: string, name: string): Violation => ({
  what,
  check: "layers of manifests",
  plant: (copy) =>
    copy.edit(`${folder}/package.json`, (text) => withField(text, [field, name], "workspace:*")),
  place: `${folder}/package.json`,
});

const shape = (what: string, keys: readonly string[], value: unknown): Violation => ({
  what,
  check: "package shape",
  plant: (copy) => copy.edit("packages/core/package.json", (text) => withField(text, keys, value)),
  place: "packages/core/package.json",
});

const source = "packages/core/src/planted.ts";
const imports = "layers of imports";

export const violations: readonly Violation[] = [
  dependency("a dependency that points up", "packages/core", "dependencies", "@promptrail/runtime"),
  dependency(
    "testing in shipped dependencies",
    "packages/runtime",
    "dependencies",
    "@promptrail/testing",
  ),
  dependency("an app that depends on another", "apps/server", "dependencies", "@promptrail/cli"),
  dependency(
    "core's tests built on testing",
    "packages/core",
    "devDependencies",
    "@promptrail/testing",
  ),
  {
    what: "a peer of the CLI that is not optional",
    check: "layers of manifests",
    plant: (copy) =>
      copy.edit("apps/cli/package.json", (text) => withField(text, ["peerDependenciesMeta"], {})),
    place: "apps/cli/package.json",
  },
  planted("layers of manifests", "a package without a row", "packages/extra/package.json", "{}"),
  planted(
    imports,
    "an import that points up",
    source,
    '\nimport type { A } from "@promptrail/evals";',
    2,
  ),
  planted(imports, "an import in a type", source, 'type A = import("@promptrail/evals").A;', 1),
  planted(
    imports,
    "a re-export that points up",
    source,
    'export { a } from "@promptrail/renderer";',
    1,
  ),
  planted(
    imports,
    "a dynamic import that points up",
    source,
    'await import("@promptrail/runtime");',
    1,
  ),
  planted(
    imports,
    "a subpath beyond the one allowed",
    "packages/provider-deepseek/src/planted.ts",
    'import { a } from "@promptrail/provider-openai";',
    1,
  ),
  planted(
    imports,
    "a path that a package does not export",
    "packages/renderer/src/planted.ts",
    'import { a } from "@promptrail/core/src/index.js";',
    1,
  ),
  planted(
    imports,
    "a relative import of another package's file",
    "packages/renderer/src/planted.ts",
    'import { a } from "../../core/src/index.js";',
    1,
  ),
  planted(
    imports,
    "testing imported by shipped source",
    "packages/runtime/src/planted.ts",
    'import { a } from "@promptrail/testing";',
    1,
  ),
  planted(
    imports,
    "testing imported statically by the CLI",
    "apps/cli/src/planted.ts",
    'import { a } from "@promptrail/testing";',
    1,
  ),
  circle(
    "two files that name each other's types",
    {
      "a.ts": 'import type { B } from "./b.js";',
      "b.ts": '\nexport type B = import("./a.js").A;',
    },
    "a.ts:1",
  ),
  circle(
    "two folders that import each other, by way of files that do not",
    {
      "one/a.ts": 'import type { C } from "../two/c.js";',
      "one/b.ts": "export const b = 1;",
      "two/c.ts": "export type C = 1;",
      "two/d.ts": '\nexport { b } from "../one/b.js";',
    },
    "one/a.ts:1",
  ),
  circle(
    "a folder that imports a file beside it by which it is imported, over two others",
    {
      "a.ts": 'import { b } from "./b.js";',
      "b.ts": 'export { c as b } from "./below/c.js";',
      "below/c.ts": 'export type { D } from "./d.js";',
      "below/d.ts": 'export type D = typeof import("../a.js");',
    },
    "a.ts:1",
  ),
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
  planted("words", "a page outside of the repository", "README.md", `As in ${"DESIGN"}.md.`, 1),
];

/** The JSON text with the field at `keys` set, or left out where `value` is undefined. */
function withField(text: string, keys: readonly string[], value: unknown): string {
  const [last = "", ...parents] = keys.toReversed();
  const manifest: unknown = JSON.parse(text);
  let target = manifest;
  for (const key of parents.toReversed()) {
    if (!isRecord(target)) throw new Error(`${key} is not inside of an object`);
    target[key] ??= {};
    target = target[key];
  }
  if (isRecord(target)) target[last] = value;
  return JSON.stringify(manifest);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
