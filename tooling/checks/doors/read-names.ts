import { parseSync } from "oxc-parser";
import { rememberFiles } from "../repository/remember-files.ts";

/** A name that a file exports, or imports from elsewhere. */
export interface NamedAt {
  readonly name: string;
  /** Where it is from, as it is written; null where the file itself makes it. */
  readonly from: string | null;
  /** Offset in the source text. */
  readonly offset: number;
}

/** The names that a file re-exports. */
export const readExports = rememberFiles((path, text): readonly NamedAt[] => {
  return parseSync(path, text).program.body.flatMap((node) =>
    node.type === "ExportNamedDeclaration"
      ? node.specifiers.map(({ exported, start }) => ({
          name: nameOf(exported),
          from: node.source?.value ?? null,
          offset: start,
        }))
      : [],
  );
});

/** The names that a file takes from others: by import, by export, as a type. */
export const readUses = rememberFiles((path, text): readonly NamedAt[] => {
  const { body } = parseSync(path, text).program;
  const imported = body.flatMap((node) =>
    node.type === "ImportDeclaration"
      ? node.specifiers.flatMap((each) =>
          each.type === "ImportSpecifier"
            ? [{ name: nameOf(each.imported), from: node.source.value, offset: each.start }]
            : [],
        )
      : [],
  );
  const passedOn = body.flatMap((node) =>
    node.type === "ExportNamedDeclaration" && node.source !== null
      ? node.specifiers.map(({ local, start }) => ({
          name: nameOf(local),
          from: node.source?.value ?? null,
          offset: start,
        }))
      : [],
  );
  return [...imported, ...passedOn];
});

function nameOf(node: { readonly name: string } | { readonly value: string }): string {
  return "name" in node ? node.name : node.value;
}
