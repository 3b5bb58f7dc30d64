import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const run = promisify(execFile);

/** Something that the compiler says, where it says it. */
export interface Diagnostic {
  readonly file: string;
  /** From 1, as is the column. */
  readonly line: number;
  readonly column: number;
  /** With the lines that explain it. */
  readonly message: string;
}

/** What a team may choose that matters to the types that it uses. All choose `strict`. */
export interface UserSettings {
  readonly resolution: "nodenext" | "bundler";
  readonly exactOptionalPropertyTypes: boolean;
  readonly noUncheckedIndexedAccess: boolean;
}

const failed = z.object({ stdout: z.string() });

/**
 * What `tsc` says of some files of a folder in a project that uses the packages as they are published: it reads
 * their declarations, and checks these, too.
 */
export async function compileAsUser(
  folder: string,
  files: readonly string[],
  { resolution, exactOptionalPropertyTypes, noUncheckedIndexedAccess }: UserSettings,
): Promise<readonly Diagnostic[]> {
  const flags = {
    exactOptionalPropertyTypes,
    noUncheckedIndexedAccess,
    moduleResolution: resolution,
    module: resolution === "nodenext" ? resolution : "preserve",
    strict: true,
    skipLibCheck: false,
    target: "es2023",
    lib: "es2023",
    types: "node",
    // As Node loads them.
    allowImportingTsExtensions: true,
    ignoreConfig: true,
    noEmit: true,
    pretty: false,
  };
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const tsc = `${root}node_modules/.bin/tsc`;
  const told = await run(tsc, [...args, ...files], { cwd: folder }).then(
    ({ stdout }) => stdout,
    (error: unknown) => failed.parse(error).stdout,
  );
  return told
    .split(/\n(?! )/)
    .filter((text) => text.trim() !== "")
    .map(toDiagnostic);
}

function toDiagnostic(text: string): Diagnostic {
  const found = /^(?<file>.*?)\((?<line>\d+),(?<column>\d+)\): error TS\d+: (?<message>.*)$/s;
  const { file = "", line, column, message = text } = found.exec(text)?.groups ?? {};
  return { file, line: Number(line), column: Number(column), message };
}
