import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type CliProject, createCliProject } from "../../cli-project.js";
import { commitAll, git } from "../git-repository.js";
import { writePackageTools } from "./run-steps.js";

/** A repository that `init --ci` made, and branches of it. */
export interface PullRequestProject {
  readonly project: CliProject;
  /** The variables of a machine that runs pipelines, and nothing of this one. */
  readonly environment: Readonly<Record<string, string>>;
  /** A clone of it on a branch with a change. Returns its folder and its commit. */
  readonly open: (
    name: string,
    change: BranchChange,
  ) => Promise<{ folder: string; commit: string }>;
}

/** Changes files of a clone; `run` is the command in it. */
export type BranchChange = (branch: {
  readonly edit: (path: string, change: (text: string) => string) => Promise<void>;
  readonly run: (...args: readonly string[]) => Promise<void>;
}) => Promise<void>;

export async function createPullRequestProject(
  host: "github" | "gitlab",
): Promise<PullRequestProject> {
  const project = await createCliProject();
  const source = join(project.folder, "source");
  await mkdir(source);
  const run = async (place: string, args: readonly string[]) => {
    const { exitCode, out, err } = await project.runIn(place, ...args);
    if (exitCode !== 0) throw new Error(`promptrail ${args.join(" ")}:\n${out}${err}`);
  };
  await run("source", ["init", "--ci", host]);
  await git(source, "init", "--quiet", "--initial-branch", "main");
  await commitAll(source, "First");
  const tools = await writePackageTools(project.folder);
  const environment = {
    PATH: `${tools}:${process.env["PATH"] ?? ""}`,
    HOME: project.folder,
    CI: "true",
    NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? "",
  };
  const open: PullRequestProject["open"] = async (name, change) => {
    const folder = join(project.folder, name);
    await git(project.folder, "clone", "--quiet", "source", name);
    await git(folder, "checkout", "--quiet", "-b", name);
    await change({
      edit: async (path, edit) => {
        const text = await readFile(join(folder, path), "utf8");
        const edited = edit(text);
        if (edited === text) throw new Error(`${path} did not change.`);
        await writeFile(join(folder, path), edited);
      },
      run: (...args) => run(name, args),
    });
    await commitAll(folder, name);
    return { folder, commit: await git(folder, "rev-parse", "HEAD") };
  };
  return { project, environment, open };
}
