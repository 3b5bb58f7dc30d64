import { posix } from "node:path";
import { type ImportDeclarationSpecifier, parseSync, Visitor } from "oxc-parser";
import type { Check, Finding } from "../finding.ts";
import { rememberFiles } from "../repository/remember-files.ts";
import { listRepositoryFiles, placeOf } from "../repository/repository-files.ts";
import { portableLibraries } from "./door-policy.ts";

const doors: readonly string[] = ["packages/core/src/errors.ts", "packages/core/src/portable.ts"];
const rule =
  "Core's doors errors and portable run in a browser and load fast: no zod, nothing of Node";

/** What Node has and a browser has not. */
const nodeGlobals: ReadonlySet<string> = new Set(["Buffer", "process", "require", "setImmediate"]);

/** Every file that is loaded with these doors, types not counted. */
export const checkPortableDoor: Check = (root) => {
  const texts = new Map(
    listRepositoryFiles(root, "packages/core/src").map(({ path, text }) => [path, text]),
  );
  const loaded = new Set(doors);
  const findings: Finding[] = [];
  // A set is walked through to what is added to it on the way.
  for (const path of loaded) {
    const text = texts.get(path)?.() ?? "";
    for (const { name, kind, offset } of readNeeds(path, text)) {
      if (kind === "import" && name.startsWith(".")) {
        loaded.add(posix.join(posix.dirname(path), name).replace(/\.js$/, ".ts"));
      } else if (kind === "global" || !(name in portableLibraries)) {
        findings.push({ rule, place: placeOf(path, text, offset), fix: toFix(name, kind) });
      }
    }
  }
  return findings;
};

/** What a file needs at run time: what it loads, and Node's globals. */
interface Need {
  readonly name: string;
  readonly kind: "import" | "global";
  readonly offset: number;
}

const readNeeds = rememberFiles((path, text): readonly Need[] => {
  const needs: Need[] = [];
  const load = (
    source: { readonly value: unknown; readonly start: number } | null,
    parts: readonly (string | undefined)[],
  ): void => {
    const isErased = parts.length > 0 && parts.every((part) => part === "type");
    if (typeof source?.value !== "string" || isErased) return;
    needs.push({ name: source.value, kind: "import", offset: source.start });
  };
  new Visitor({
    ImportDeclaration: ({ source, importKind, specifiers }) =>
      load(source, importKind === "type" ? ["type"] : specifiers.map(kindOfImport)),
    ExportNamedDeclaration: ({ source, exportKind, specifiers }) =>
      load(source, exportKind === "type" ? ["type"] : specifiers.map((each) => each.exportKind)),
    ExportAllDeclaration: ({ source, exportKind }) => load(source, [exportKind]),
    ImportExpression: ({ source }) => {
      if (source.type === "Literal") load(source, []);
    },
    Identifier: ({ name, start }) => {
      if (nodeGlobals.has(name)) needs.push({ name, kind: "global", offset: start });
    },
  }).visit(parseSync(path, text).program);
  return needs;
});

function kindOfImport(each: ImportDeclarationSpecifier): string {
  return each.type === "ImportSpecifier" ? (each.importKind ?? "value") : "value";
}

function toFix(name: string, kind: Need["kind"]): string {
  return kind === "global"
    ? `Do without ${name}, or move this to another door.`
    : `Do without ${name}, move this to another door, or say in tooling/checks/doors/door-policy.ts why it is portable.`;
}
