import { chmod, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { findErrorCode } from "@promptrail/core/errors";
import { expect, onTestFinished, test } from "vitest";
import { type CliProject, createStoredProject } from "../cli-project.js";

const created = async () => {
  const project = await createStoredProject();
  onTestFinished(() => project.remove());
  await project.run("init");
  return project;
};

async function listKept({ folder }: CliProject): Promise<readonly string[]> {
  const entries = await readdir(join(folder, ".promptrail"), {
    recursive: true,
    withFileTypes: true,
  });
  return [
    join(folder, ".promptrail"),
    ...entries.map(({ parentPath, name }) => join(parentPath, name)),
  ];
}

/** 0 where it is there no longer: a file that is kept is written beside its place and then moved there. */
async function findMode(path: string): Promise<number> {
  try {
    return (await stat(path)).mode;
  } catch (error) {
    if (findErrorCode(error) === "ENOENT") return 0;
    throw error;
  }
}

/** What others than its owner may read or write of what a project keeps. */
async function findOpen(project: CliProject): Promise<readonly string[]> {
  const kept = await listKept(project);
  const modes = await Promise.all(kept.map(async (path) => [path, await findMode(path)] as const));
  return modes.flatMap(([path, mode]) => ((mode & 0o077) === 0 ? [] : [path]));
}

async function serveOnce(project: CliProject): Promise<void> {
  const server = project.start("serve", "--port", "0");
  // Only a server that has its store makes one.
  await server.waitFor(/Admin key, shown once/);
  expect(await findOpen(project)).toEqual([]);
  server.signal("SIGTERM");
  await server.ended;
}

test("all that a project keeps is for its owner alone: the store, answers, keys, while it is served and after", async () => {
  const project = await created();
  const evaluated = await project.run("eval", "ticket_summary");
  expect(evaluated).toMatchObject({ exitCode: 0 });
  await serveOnce(project);
  const names = (await listKept(project)).join("\n");
  for (const kept of ["admin.key", "PG_VERSION", "evals", "last-known-good-"]) {
    expect(names).toContain(kept);
  }
  expect(await findOpen(project)).toEqual([]);
});

test("what earlier versions left open is closed by the next command that opens the store", async () => {
  const project = await created();
  await project.run("deploy");
  for (const path of await listKept(project)) {
    await chmod(path, (await stat(path)).isDirectory() ? 0o777 : 0o666);
  }
  expect(await project.run("history", "ticket_summary")).toMatchObject({ exitCode: 0 });
  expect(await findOpen(project)).toEqual([]);
});
