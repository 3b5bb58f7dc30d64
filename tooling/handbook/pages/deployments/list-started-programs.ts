import { listPageFiles, type PageFile } from "../list-page-files.ts";
import type { NamedPage } from "../list-pages.ts";
import { readCompose } from "./read-compose.ts";
import { readDockerfile } from "./read-dockerfile.ts";
import { readKubernetes } from "./read-kubernetes.ts";
import { readGitlab, readWorkflow } from "./read-pipeline.ts";
import { readUnit } from "./read-unit.ts";
import type { StartedProgram } from "./started-program.ts";

type Reader = (file: PageFile, others: readonly PageFile[]) => readonly StartedProgram[];

/** How a file is read, by its name, or where that says nothing by what is in it. */
const readers: readonly (readonly [isOne: (file: PageFile) => boolean, read: Reader])[] = [
  [({ language }) => language === "dockerfile", readDockerfile],
  [({ path }) => path?.endsWith(".service") === true, readUnit],
  [({ path }) => path === "compose.yaml", readCompose],
  [({ path }) => path?.startsWith(".github/workflows/") === true, readWorkflow],
  [({ path }) => path === ".gitlab-ci.yml", readGitlab],
  [isManifest, readKubernetes],
];

/** What the files of a page start. @throws where one cannot be parsed, or has another form than its kind. */
export function listStartedPrograms(page: NamedPage): readonly StartedProgram[] {
  const files = listPageFiles(page);
  return files.flatMap((file) => {
    const reader = readers.find(([isOne]) => isOne(file));
    if (reader !== undefined) return reader[1](file, files);
    if (!["dockerfile", "ini", "yaml"].includes(file.language)) return [];
    throw new Error(
      `${file.place}: nobody reads a file of this kind. Name it in its first line, or call it a fragment.`,
    );
  });
}

/** Whether a file is of Kubernetes. */
export function isManifest({ language, text }: PageFile): boolean {
  return language === "yaml" && /^apiVersion:/m.test(text);
}
