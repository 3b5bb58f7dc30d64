import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../run-command.ts";

/** The oldest Node that the packages promise to run on, and one that they only tell that it is too old. */
const versions = { oldest: "22.19.0", tooOld: "20.20.2" };

export interface NodeBinaries {
  /** Folders that have a `node`, to be put first into a PATH. */
  readonly oldest: string;
  readonly tooOld: string;
  readonly remove: () => void;
}

/** Whether npm has Node for this machine. */
export const hasNodeOnNpm: boolean =
  process.platform === "linux" && ["x64", "arm64"].includes(process.arch);

/**
 * Nodes from npm, in a folder of their own: their command has the same name as the one that runs this.
 *
 * @throws when npm fails, with what it printed.
 */
export async function installNodes(): Promise<NodeBinaries> {
  const folder = mkdtempSync(join(tmpdir(), "promptrail-nodes-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const dependencies = Object.fromEntries(
    Object.entries(versions).map(([name, version]) => [
      name.toLowerCase(),
      `npm:node-linux-${process.arch}@${version}`,
    ]),
  );
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  const install = ["install", "--no-audit", "--no-fund", "--no-bin-links", "--prefer-offline"];
  const { code, output } = await runCommand("npm", install, { cwd: folder });
  if (code !== 0) {
    remove();
    throw new Error(`npm could not install Node. It printed:\n${output}`);
  }
  const findBin = (name: keyof typeof versions) =>
    join(folder, "node_modules", name.toLowerCase(), "bin");
  return { oldest: findBin("oldest"), tooOld: findBin("tooOld"), remove };
}
