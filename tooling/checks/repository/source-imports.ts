import { parseSync, Visitor } from "oxc-parser";
import { rememberFiles } from "./remember-files.ts";

export interface SourceImport {
  readonly specifier: string;
  /** Whether it is loaded at run time by `import()`, and may so be absent. */
  readonly isDynamic: boolean;
  /** Offset in the source text. */
  readonly offset: number;
}

/** What a source file imports, re-exports or names in an import type, read from its syntax tree. */
export const findSourceImports = rememberFiles((path, text): readonly SourceImport[] => {
  const imports: SourceImport[] = [];
  const add = (source: { value: unknown; start: number } | null, isDynamic: boolean): void => {
    if (typeof source?.value !== "string") return;
    imports.push({ specifier: source.value, isDynamic, offset: source.start });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source, false),
    ExportAllDeclaration: (node) => add(node.source, false),
    ExportNamedDeclaration: (node) => add(node.source, false),
    ImportExpression: (node) => {
      if (node.source.type === "Literal") add(node.source, true);
    },
    TSImportType: (node) => add(node.source, false),
  }).visit(parseSync(path, text).program);
  return imports;
});
