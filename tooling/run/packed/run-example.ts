import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot, runCommand } from "../run-command.ts";
import { parseExampleBlocks } from "./example-block.ts";

/** The examples of a page of the repository, which are marked by `<!-- example -->`, or by another name. */
export function readExamples(page: string, name?: string): readonly string[] {
  return parseExampleBlocks(readFileSync(join(repositoryRoot, page), "utf8"), name);
}

/**
 * Runs the README's example as it stands, in a folder where its packages are installed, against a
 * simulated upstream.
 *
 * @throws when the README has no example, the example fails or prints nothing.
 */
export async function runExample(folder: string): Promise<void> {
  const [example = ""] = readExamples("README.md");
  writeFileSync(join(folder, "example.ts"), example);
  // Loaded only now: what it is built from may be what another check is about to report.
  const { startSimulatedUpstreams } = await import("@promptrail/testing/upstreams");
  const upstreams = await startSimulatedUpstreams();
  try {
    const { code, output } = await runCommand("node", ["example.ts"], {
      cwd: folder,
      environment: {
        ANTHROPIC_BASE_URL: upstreams.anthropic.baseUrl,
        ANTHROPIC_API_KEY: "simulated",
      },
    });
    if (code !== 0) throw new Error(`The README's example exited with ${code}:\n${output}`);
    if (output.trim() === "") throw new Error("The README's example printed nothing.");
    if (upstreams.anthropic.requests.length === 0) {
      throw new Error(`The README's example called no provider. It printed:\n${output}`);
    }
  } finally {
    await upstreams.close();
  }
}
