import { dirname, join } from "node:path/posix";
import type { Check, Finding } from "../finding.ts";
import { listRepositoryFiles, type RepositoryFile } from "../repository/repository-files.ts";
import { type Page, parsePage } from "./parse-page.ts";

const rule =
  "A link of a page leads to a file or folder of the repository, and to a title that is there";

/** Links between Markdown pages, and to files and folders. What leads out of the repository is not looked at. */
export const checkLinks: Check = (root) => {
  const files = listRepositoryFiles(root);
  const pages = new Map(files.filter(isPage).map(({ path, text }) => [path, parsePage(text())]));
  const places = new Set(files.flatMap(({ path }) => withFolders(path)));
  return [...pages].flatMap(([path, { links }]) =>
    links.flatMap(({ target, line }) => {
      const fix = findFault({ from: path, target, pages, places });
      return fix === null ? [] : [{ rule, place: `${path}:${line}`, fix } satisfies Finding];
    }),
  );
};

interface Link {
  /** The page that has it, from the repository's top. */
  readonly from: string;
  readonly target: string;
  readonly pages: ReadonlyMap<string, Page>;
  /** Every file and folder. */
  readonly places: ReadonlySet<string>;
}

/** What is wrong with a link, and what to do; null where it is right. */
function findFault({ from, target, pages, places }: Link): string | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return null;
  const [path = "", anchor] = decodeURIComponent(target).split("#");
  const place = path === "" ? from : join(dirname(from), path).replace(/\/$/, "");
  if (!places.has(place)) return `"${target}": there is no ${place}. Name what is there.`;
  if (anchor === undefined) return null;
  const page = pages.get(place);
  if (page === undefined)
    return `"${target}": ${place} is not a page with titles. Leave #${anchor} out.`;
  if (page.anchors.has(anchor)) return null;
  return `"${target}": ${place} has no title with the anchor ${anchor}. It has: ${[...page.anchors].join(", ")}.`;
}

function isPage({ path }: RepositoryFile): boolean {
  return path.endsWith(".md");
}

function withFolders(path: string): readonly string[] {
  const folders = path.split("/").slice(0, -1);
  return [path, ...folders.map((_, at) => folders.slice(0, at + 1).join("/")), "."];
}
