import type { LoadedConfig } from "@promptrail/config";
import { PromptrailError } from "@promptrail/core";
import type { FileEdit } from "./plan-listing.js";
import { type Declared, readDeclared } from "./read-declared.js";
import { type ProjectChange, writeChange } from "./write-change.js";

/** A version that is to be added, and how. */
export interface PlannedVersion {
  /** `greeting_v2` */
  readonly key: string;
  /** What its file calls it; null where it has no name. */
  readonly name: string | null;
  /** Absolute: the file that declares it. */
  readonly path: string;
  /** The version itself, without what lists it. */
  readonly declaration: ProjectChange;
  /** What lists it for the config. */
  readonly listing: readonly FileEdit[];
}

export interface AddedVersion extends Omit<PlannedVersion, "declaration" | "listing"> {
  /** Whether the config has it. */
  readonly isListed: boolean;
  /** Whether its file exports it in a rubric, which is listed by its prompt. */
  readonly isInRubric: boolean;
  /** The other files that were changed, absolute. */
  readonly changed: readonly string[];
}

/**
 * Writes a version into a project, and lists it where that turns out right: the project is loaded again, and must
 * have the new version beside all others as they were. Else the version stands unlisted.
 *
 * @throws PromptrailError `config_invalid` where the project does not load with it; nothing is changed then.
 */
export async function addVersion(
  loaded: LoadedConfig,
  planned: PlannedVersion,
): Promise<AddedVersion> {
  const { key, name, path, declaration, listing } = planned;
  const whole = { ...declaration, edits: [...declaration.edits, ...listing] };
  const changed = new Set(whole.edits.filter(({ edits }) => edits.length > 0).map(toPath));
  const added = { key, name, path };
  const first = await tryChange(loaded, planned, whole);
  if (first.isKept && hasListed(first.seen, key)) {
    changed.delete(path);
    const isInRubric = findExported(first.seen, key)?.isInRubric ?? false;
    return { ...added, isListed: true, isInRubric, changed: [...changed] };
  }
  first.undo();
  const { seen, isKept, undo } = await tryChange(loaded, planned, declaration);
  const exported = findExported(seen, key);
  if (isKept && exported !== undefined) {
    return { ...added, isListed: false, isInRubric: exported.isInRubric, changed: [] };
  }
  undo();
  const reason = seen.problem ?? first.seen.problem ?? `it does not export ${key}`;
  throw new PromptrailError(
    "config_invalid",
    `${key} cannot be added to ${path}: ${reason.replace(/\.$/, "")}. Nothing was changed. Write it by hand: copy the version before it, and give it its number, the status "draft" and a changelog.`,
    { prompt: key, file: path },
  );
}

const toPath = ({ file }: FileEdit): string => file.path;

async function tryChange(loaded: LoadedConfig, { path }: PlannedVersion, change: ProjectChange) {
  const undo = writeChange(change);
  try {
    const seen = await readDeclared(loaded.file, path);
    const hashes = new Map(seen.listed.map((each) => [each.key, each.contentHash]));
    const isKept = loaded.config.prompts.every(
      (prompt) => hashes.get(prompt.key) === prompt.contentHash,
    );
    return { seen, isKept, undo };
  } catch (error) {
    undo();
    throw error;
  }
}

function findExported({ exported }: Declared, key: string) {
  return exported.find((each) => each.key === key);
}

/** Once: a list of lists may have it twice. */
function hasListed({ listed }: Declared, key: string): boolean {
  return listed.filter((each) => each.key === key).length === 1;
}
