import { dirname, relative, sep } from "node:path";
import type { TextEdit } from "../code/apply-edits.js";
import { findEmptyListing, findListings, type Listing } from "../code/find-listing.js";
import { insert, insertElement, insertLine } from "../code/insert-beside.js";
import type { ReachedFile } from "../code/reached-files.js";
import type { Mention } from "./find-mentions.js";

/** A rubric is no version itself: it has one. */
export const rubricMember = ".prompt";

/** A change of one file. */
export interface FileEdit {
  readonly file: ReachedFile;
  readonly edits: readonly TextEdit[];
}

/** A version that stands beside one that the project lists already. */
export interface Newcomer {
  /** What others call it, given what they call the one beside it. */
  readonly rename: (local: string) => string;
  /** Its own file; null where it stands in the file of the other one. */
  readonly path: string | null;
}

/** The edits that list a version beside another one, and pass it on where that one is passed on. */
export function planListing(mentions: readonly Mention[], newcomer: Newcomer): readonly FileEdit[] {
  const passedOn = mentions
    .filter(({ imported }) => imported?.statement.kind === "export")
    .map((mention) => planImport(mention, newcomer));
  const listed = findListing(mentions);
  if (listed === null) return passedOn;
  const { mention, listing, member } = listed;
  const { file, local } = mention;
  const edits = insertElement(file.code, listing, newcomer.rename(local) + member);
  return [...passedOn, planImport(mention, newcomer), { file, edits }];
}

/** The edits that list a version in a config that lists none; none where its `prompts` are no empty list. */
export function planFirstListing(
  file: ReachedFile,
  name: string,
  path: string,
): readonly FileEdit[] {
  const empty = findEmptyListing(file.code);
  if (empty === null) return [];
  const imported = importAfterLast(file, name, path);
  return [{ file, edits: [...imported, insert(empty.at, name)] }];
}

interface FoundListing {
  readonly mention: Mention;
  readonly listing: Listing;
  /** What of the mentioned value is listed: `""`, or `.prompt` of a rubric. */
  readonly member: string;
}

/** Where the project lists a version: one list alone, or the one that the config calls `prompts`. */
function findListing(mentions: readonly Mention[]): FoundListing | null {
  const found = mentions
    .filter(({ imported }) => imported?.statement.kind !== "export")
    .flatMap((mention) =>
      ["", rubricMember].flatMap((member) =>
        findListings(mention.file.code, mention.local + member).map((listing) => ({
          mention,
          listing,
          member,
        })),
      ),
    );
  const ofConfig = found.filter(({ listing }) => listing.isOfConfig);
  const [only, ...more] = ofConfig.length > 0 ? ofConfig : found;
  return only !== undefined && more.length === 0 ? only : null;
}

/** The import, or the re-export, of the newcomer beside that of the other one. */
function planImport(mention: Mention, { rename, path }: Newcomer): FileEdit {
  const { file, local, imported, isDirect } = mention;
  if (imported === null) {
    const edits = path === null ? [] : importAfterLast(file, rename(local), path);
    return { file, edits };
  }
  const { statement, name } = imported;
  const isAll = name.name === "*";
  const remote = name.name === "default" ? name.name : rename(name.name);
  const own = rename(name.local);
  const named = remote === own ? own : `${remote} as ${own}`;
  if (path === null || !isDirect) {
    return { file, edits: isAll ? [] : [insert(name.end, `, ${named}`)] };
  }
  // `import * as prompts`: the names of two files cannot have one name.
  if (isAll && name.local !== "*") return { file, edits: [] };
  const { kind, quote, ending } = statement;
  const isDefault = remote === "default" && kind === "import";
  const clause = isAll ? "*" : isDefault ? own : `{ ${named} }`;
  const line = `${kind} ${clause} from ${quote}${toSpecifier(file, path)}${quote}${ending}`;
  return { file, edits: [insertLine(file.code, statement, line)] };
}

function importAfterLast(file: ReachedFile, name: string, path: string): readonly TextEdit[] {
  const last = file.imports.findLast(({ kind }) => kind === "import");
  if (last === undefined) return [];
  const { quote, ending } = last;
  const line = `import { ${name} } from ${quote}${toSpecifier(file, path)}${quote}${ending}`;
  return [insertLine(file.code, last, line)];
}

/** `./prompts/greeting-v2.ts` */
export function toSpecifier({ path: from }: Pick<ReachedFile, "path">, path: string): string {
  const way = relative(dirname(from), path).split(sep).join("/");
  return way.startsWith(".") ? way : `./${way}`;
}
