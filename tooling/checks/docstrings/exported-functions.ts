import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Declaration, Statement } from "oxc-parser";
import type { Finding } from "../finding.ts";
import { placeOf } from "../repository/repository-files.ts";
import { listWorkspacePackages } from "../repository/workspace-packages.ts";
import { type DocumentedSource, parseDocumented } from "./doc-comments.ts";

const sourceCondition = "@promptrail/source";

/** A finding for each function that a door of a package exports and that has no docstring. */
export function findUndocumentedFunctions(root: string): readonly Finding[] {
  const doors = listWorkspacePackages(root).flatMap(({ folder, manifest }) =>
    Object.values(manifest.exports ?? {}).flatMap((entry) => {
      const source = sourceOf(entry);
      return source === null ? [] : [join(folder, source)];
    }),
  );
  const found = doors.flatMap((door) => findInDoor(root, door));
  // Two doors may export the same function.
  return [...new Map(found.map((finding) => [finding.place, finding])).values()];
}

function sourceOf(entry: unknown): string | null {
  if (typeof entry !== "object" || entry === null || !(sourceCondition in entry)) return null;
  const source = entry[sourceCondition];
  return typeof source === "string" ? source : null;
}

function findInDoor(root: string, path: string): readonly Finding[] {
  const file = readSource(root, path);
  if (file === null) return [];
  return file.program.body.flatMap((statement) => {
    if (statement.type !== "ExportNamedDeclaration" || statement.exportKind === "type") return [];
    const from = statement.source?.value;
    if (from === undefined) return [];
    const target = join(dirname(path), from.replace(/\.js$/, ".ts"));
    return statement.specifiers.flatMap(({ local, exportKind }) =>
      exportKind === "type" || local.type !== "Identifier"
        ? []
        : findFunction(root, target, local.name),
    );
  });
}

/** The finding for one name of a file, which may itself pass it on from another one. */
function findFunction(root: string, path: string, name: string): readonly Finding[] {
  const file = readSource(root, path);
  if (file === null) return [];
  const passedOn = file.program.body.flatMap((statement) => passOn(statement, path, name));
  if (passedOn.length > 0)
    return passedOn.flatMap((next) => findFunction(root, next.path, next.name));
  const declarations = file.program.body.filter((statement) => declares(statement, name));
  const [first] = declarations;
  if (first === undefined || declarations.some(file.hasDoc)) return [];
  return [
    {
      rule: "A function that a package exports has a docstring",
      place: placeOf(path, file.text, first.start),
      fix: `Say what \`${name}\` does, with shapes, units and the errors that it throws.`,
    },
  ];
}

function passOn(statement: Statement, path: string, name: string) {
  if (statement.type !== "ExportNamedDeclaration" || statement.source === null) return [];
  const target = join(dirname(path), statement.source.value.replace(/\.js$/, ".ts"));
  return statement.specifiers.flatMap(({ local, exported }) =>
    exported.type === "Identifier" && exported.name === name && local.type === "Identifier"
      ? [{ path: target, name: local.name }]
      : [],
  );
}

function declares(statement: Statement, name: string): boolean {
  if (statement.type !== "ExportNamedDeclaration" || statement.declaration === null) return false;
  return isFunction(statement.declaration, name);
}

function isFunction(declaration: Declaration, name: string): boolean {
  if (declaration.type === "FunctionDeclaration" || declaration.type === "TSDeclareFunction") {
    return declaration.id?.name === name;
  }
  return (
    declaration.type === "VariableDeclaration" &&
    declaration.declarations.some(
      ({ id, init }) =>
        id.type === "Identifier" && id.name === name && init?.type === "ArrowFunctionExpression",
    )
  );
}

function readSource(root: string, path: string): (DocumentedSource & { text: string }) | null {
  const file = join(root, path);
  if (!existsSync(file)) return null;
  const text = readFileSync(file, "utf8");
  return { text, ...parseDocumented(path, text) };
}
