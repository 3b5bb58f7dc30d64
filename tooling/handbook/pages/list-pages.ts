import { type Page, parsePage } from "../../checks/pages/parse-page.ts";
import { listRepositoryFiles } from "../../checks/repository/repository-files.ts";
import { repositoryRoot } from "../../run/run-command.ts";

export interface NamedPage extends Page {
  /** From the repository's top. */
  readonly path: string;
}

/** What tells of the past: it is true of the release that it was written for. */
const ofThePast = /(^|\/)CHANGELOG\.md$|^\.changeset\/|^tooling\/handbook\/decisions\//;

/** The pages that a reader follows today: READMEs, the handbook, the pages of `.github`. */
export function listPages(): readonly NamedPage[] {
  return listRepositoryFiles(repositoryRoot)
    .filter(({ path }) => path.endsWith(".md") && !ofThePast.test(path))
    .map(({ path, text }) => ({ path, ...parsePage(text()) }));
}
