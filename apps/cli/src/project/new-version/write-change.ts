import { applyEdits } from "../code/apply-edits.js";
import type { ReachedFile } from "../code/reached-files.js";
import { createFileChanges } from "../files/file-changes.js";
import type { FileEdit } from "./plan-listing.js";

/** What adding a version does to a project. */
export interface ProjectChange {
  /** Null where it stands in a file that is there. */
  readonly created: { readonly path: string; readonly text: string } | null;
  readonly edits: readonly FileEdit[];
}

/**
 * Makes a change. Returns what takes it back.
 *
 * @throws PromptrailError `file_unwritable`; what was written before is taken back then.
 */
export function writeChange({ created, edits }: ProjectChange): () => void {
  const { make, replace, undo } = createFileChanges();
  try {
    if (created !== null) make(created.path, created.text);
    for (const [file, ofFile] of Map.groupBy(edits, (edit) => edit.file)) {
      const changes = ofFile.flatMap((edit) => edit.edits);
      if (changes.length === 0) continue;
      const { source } = file.code;
      const after = toText(file, applyEdits(source, changes));
      replace(file.path, { before: toText(file, source), after });
    }
    return undo;
  } catch (error) {
    undo();
    throw error;
  }
}

/** The text as it stands in the file: with its byte order mark. */
export function toText({ isMarked }: Pick<ReachedFile, "isMarked">, text: string): string {
  return isMarked ? `\uFEFF${text}` : text;
}
