import { join } from "node:path";
import { readOptionalFile } from "../../project/files/read-optional-file.js";
import { packageTools } from "../../project/find-package-tool.js";
import { placeWorkflows } from "../place-workflow.js";

/** The short workflow that `init` wrote for a project, and that nobody changed. */
export interface ShortWorkflow {
  /** Relative to the project's folder. */
  readonly target: string;
  /** As it stands there. */
  readonly text: string;
}

/** @param written the starter's text of it. Null where there is none, or one that is no longer as `init` wrote it. */
export async function findShortWorkflow(
  projectFolder: string,
  written: string,
): Promise<ShortWorkflow | null> {
  for (const { target, adapt } of placeWorkflows(projectFolder)) {
    const text = await readOptionalFile(join(projectFolder, target));
    if (text === null) continue;
    const plain = text.replaceAll("\r\n", "\n");
    // The lock file may have come after it.
    if (packageTools.some((tool) => adapt(withInstall(written, tool)) === plain)) {
      return { target, text };
    }
  }
  return null;
}

/** A pipeline's text with the line that installs. */
export function withInstall(
  text: string,
  { installInPipeline }: { readonly installInPipeline: string },
): string {
  return text.replaceAll("npm ci --ignore-scripts", () => installInPipeline);
}
