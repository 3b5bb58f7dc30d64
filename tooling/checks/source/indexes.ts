import { parseSync } from "oxc-parser";
import type { Check, Finding } from "../finding.ts";
import { rememberFiles } from "../repository/remember-files.ts";
import { isTypeScript, listRepositoryFiles, placeOf } from "../repository/repository-files.ts";

const starRule = "Nothing is exported by `export *`";
const listRule = "An index.ts is a list of named re-exports and nothing else";

/** Index files that only list names, and no `export *` anywhere. */
export const checkIndexes: Check = (root) =>
  ["packages", "apps"].flatMap((folder) =>
    listRepositoryFiles(root, folder)
      .filter(isTypeScript)
      .flatMap(({ path, text }) => checkExports(path, text())),
  );

const checkExports = rememberFiles((path, text): readonly Finding[] => {
  const isIndex = path.endsWith("/index.ts");
  return parseSync(path, text).program.body.flatMap((node) => {
    const place = placeOf(path, text, node.start);
    if (node.type === "ExportAllDeclaration") {
      return [{ rule: starRule, place, fix: "List the names that others may import." }];
    }
    if (!isIndex || isReExport(node)) return [];
    return [{ rule: listRule, place, fix: "Move this to a file of its own and re-export it." }];
  });
});

type Statement = ReturnType<typeof parseSync>["program"]["body"][number];

/** `export {}` is a package that exports nothing yet. */
function isReExport(node: Statement): boolean {
  return (
    node.type === "ExportNamedDeclaration" &&
    node.declaration === null &&
    (node.source !== null || node.specifiers.length === 0)
  );
}
