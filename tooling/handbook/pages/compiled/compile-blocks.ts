import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repositoryRoot } from "../../../run/run-command.ts";
import { compileAsUser } from "../../../test/uses/compile-as-user.ts";
import { listPageFiles } from "../list-page-files.ts";
import type { NamedPage } from "../list-pages.ts";
import { linkPackages } from "./link-packages.ts";
import { writeFile } from "./write-file.ts";

interface Block {
  /** In the folder of the compilation. */
  readonly file: string;
  readonly page: string;
  /** The page's line of the block's first one. */
  readonly line: number;
  readonly text: string;
}

/** What `promptrail init` writes: a page may build on it. */
const starter = join(repositoryRoot, "apps", "cli", "starter");

/**
 * What the compiler says of the TypeScript blocks of pages, as `page:line: message`. Each page is a project of its own that
 * begins with the starter's files; a block whose first line names a file is that file.
 */
export async function compileBlocks(pages: readonly NamedPage[]): Promise<readonly string[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "promptrail-pages-")));
  try {
    linkPackages(folder);
    writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
    const blocks = pages.flatMap((page, index) => writePage(folder, page, String(index)));
    return await compile(folder, blocks);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writePage(folder: string, page: NamedPage, project: string): readonly Block[] {
  const files = listPageFiles(page).filter(({ language }) => language === "ts");
  if (files.length > 0) cpSync(starter, join(folder, project), { recursive: true });
  return files.map(({ path, line, text }) => {
    const file = join(project, path ?? `block-${line}.ts`);
    writeFile(join(folder, file), text);
    return { file, page: page.path, line, text };
  });
}

async function compile(folder: string, blocks: readonly Block[]): Promise<readonly string[]> {
  const diagnostics = await compileAsUser(
    folder,
    blocks.map(({ file }) => file),
    { resolution: "nodenext", exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
  );
  return diagnostics.map(({ file, line, message }) => {
    const block = blocks.find((each) => each.file === file);
    if (block === undefined) return `${file}:${line}: ${message}`;
    return `${block.page}:${block.line + line - 1}: ${message}`;
  });
}
