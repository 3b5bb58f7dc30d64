import type { ReachedFile } from "../code/reached-files.js";
import type { ImportedName, ImportStatement } from "../code/read-imports.js";

/** How a file knows a version that is declared in it, or in another file. */
export interface Mention {
  readonly file: ReachedFile;
  /** `greetingV1`, or `prompts.greetingV1` where it imports all names at once. */
  readonly local: string;
  /** Null in the file that declares it. */
  readonly imported: { readonly statement: ImportStatement; readonly name: ImportedName } | null;
  /** Whether the statement names the version's own file, and no file that passes it on. */
  readonly isDirect: boolean;
}

/**
 * Every file that knows a version, by its imports and by what other files pass on.
 *
 * @param name What the version's file exports: `default` for its default export.
 */
export function findMentions(
  files: readonly ReachedFile[],
  declaredIn: ReachedFile,
  name: string,
): readonly Mention[] {
  const mentions: Mention[] = [{ file: declaredIn, local: name, imported: null, isDirect: true }];
  const exposed = new Map([[declaredIn.path, name]]);
  // A map is walked to its end: a file that passes it on is looked at after it was found.
  for (const [path, exported] of exposed) {
    const source = { path, exported, isDirect: path === declaredIn.path };
    for (const mention of files.flatMap((file) => readMentions(file, source))) {
      mentions.push(mention);
      const { file, imported, local } = mention;
      const isPassedOn = imported?.statement.kind === "export" && !exposed.has(file.path);
      if (isPassedOn) exposed.set(file.path, local);
    }
  }
  return mentions;
}

interface MentionSource {
  /** The file that exports the version, or passes it on. */
  readonly path: string;
  readonly exported: string;
  readonly isDirect: boolean;
}

function readMentions(
  file: ReachedFile,
  { path, exported, isDirect }: MentionSource,
): readonly Mention[] {
  return file.imports
    .filter(({ target }) => target === path)
    .flatMap((statement) => {
      const name = statement.names.find((each) => each.name === exported || each.name === "*");
      if (name === undefined) return [];
      const isNamespace = name.name === "*" && name.local !== "*";
      const local = isNamespace ? `${name.local}.${exported}` : name.local;
      const known = name.local === "*" ? exported : local;
      return [{ file, local: known, imported: { statement, name }, isDirect }];
    });
}
