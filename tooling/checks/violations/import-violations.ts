import { circle, dependency, planted, source, type Violation, withField } from "./violation.ts";

const imports = "layers of imports";

/** What packages and their folders may import. */
export const importViolations: readonly Violation[] = [
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
];
