import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import { loadConfig } from "@promptrail/config";
import { toErrorText } from "@promptrail/core/errors";
import { z } from "zod";
import type { Declared } from "./read-declared.js";

const data = z.object({ config: z.string(), module: z.string() });
const version = z.object({ key: z.string(), family: z.string(), contentHash: z.string() });
const rubric = z.object({ prompt: version });

/** Answers the command that started this thread: what the config that it names lists, and what the module exports. */
export async function tellDeclared(): Promise<void> {
  const { config: file, module } = data.parse(workerData);
  parentPort?.postMessage(await findDeclared(file, module));
}

async function findDeclared(file: string, module: string): Promise<Declared> {
  try {
    const { config } = await loadConfig(dirname(file), file);
    const exports: unknown[] = Object.values(
      (await import(pathToFileURL(module).href)) as Readonly<Record<string, unknown>>,
    );
    return {
      problem: null,
      listed: config.prompts.map(({ key, status, contentHash }) => ({ key, status, contentHash })),
      exported: exports.flatMap(readExported),
    };
  } catch (error) {
    return { problem: toErrorText(error), listed: [], exported: [] };
  }
}

/** Recognised by their data: another copy of the packages may have made them. */
function readExported(value: unknown): Declared["exported"] {
  const own = version.safeParse(value).data;
  if (own !== undefined) return [{ key: own.key, isInRubric: false }];
  const judging = rubric.safeParse(value).data;
  return judging === undefined ? [] : [{ key: judging.prompt.key, isInRubric: true }];
}
