import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Runs `fetch-process` with these variables and steps: `get URL` or `warm URL`. What each `get` brought. */
export async function runFetchProcess(
  variables: Readonly<Record<string, string>>,
  ...steps: readonly string[]
): Promise<readonly string[]> {
  const { PATH } = process.env;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      ...["--import", here("../../../tooling/test/source-resolution.ts")],
      ...[here("fetch-process.ts"), ...steps],
    ],
    { env: { PATH: PATH ?? "", ...variables } },
  );
  const seen: unknown = JSON.parse(stdout);
  if (!Array.isArray(seen)) throw new TypeError(`The process wrote no list: ${stdout}`);
  return seen.map(String);
}
