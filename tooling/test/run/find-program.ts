import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * The path of a program, by the first of its names that a folder of PATH has, or at last `folder`, where Debian puts it;
 * null where it is not installed.
 */
export function findProgram(names: readonly string[], folder: string): string | null {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), folder];
  const paths = folders
    .filter((each) => each !== "")
    .flatMap((each) => names.map((name) => join(each, name)));
  return paths.find(isExecutable) ?? null;
}

/** Whether there is a program that this user may run. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
