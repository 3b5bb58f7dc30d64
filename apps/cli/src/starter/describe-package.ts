import { basename, join, resolve } from "node:path";
import { PromptrailError } from "@promptrail/core";
import { describeIssues, findJsonFault, parseJson, withoutMark } from "@promptrail/core/portable";
import { z } from "zod";
import { readOptionalFile } from "../project/read-optional-file.js";

/** The npm package that a starter project goes into. */
export interface ProjectPackage {
  /** True where `.ts` files are ES modules. */
  readonly isModule: boolean;
  /** The package.json to write; null where there is one. */
  readonly created: string | null;
}

const packageSchema = z.looseObject({ type: z.string().optional() });

export async function describePackage(folder: string, version: string): Promise<ProjectPackage> {
  const existing = await readPackage(folder);
  // Without a `type`, Node tells modules by their syntax; "commonjs" keeps it from looking.
  if (existing !== null) return { isModule: existing.type !== "commonjs", created: null };
  return { isModule: true, created: createPackage(folder, version) };
}

async function readPackage(folder: string): Promise<z.infer<typeof packageSchema> | null> {
  const file = join(folder, "package.json");
  const text = await readOptionalFile(file);
  if (text === null) return null;
  const parsed = packageSchema.safeParse(parseJson(withoutMark(text)));
  if (parsed.success) return parsed.data;
  const fault = findJsonFault(withoutMark(text));
  const reason =
    fault === null
      ? describeIssues(parsed.error.issues)
      : `it is not JSON from line ${fault.line} on`;
  throw new PromptrailError(
    "request_invalid",
    `${file} cannot be read: ${reason}. Nothing was written. Correct it first.`,
  );
}

function createPackage(folder: string, version: string): string {
  const names = ["cli", "config", "core", "evals", "testing"];
  const content = {
    name: basename(resolve(folder)).toLowerCase(),
    private: true,
    type: "module",
    engines: { node: ">=22.19" },
    dependencies: {
      ...Object.fromEntries(names.map((name) => [`@promptrail/${name}`, `^${version}`])),
      zod: "^4.6.7",
    },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
