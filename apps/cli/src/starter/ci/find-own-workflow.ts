import { join } from "node:path";
import { readOptionalFile } from "../../project/files/read-optional-file.js";
import { packageTools } from "../../project/find-package-tool.js";
import { placeWorkflows } from "../place-workflow.js";

/** A workflow that a project has already. */
export interface OwnWorkflow {
  /** Relative to the project's folder. */
  readonly target: string;
  /** As it stands there. */
  readonly text: string;
  /** The short one as `init` wrote it: nobody changed it. */
  readonly isShort: boolean;
}

/** @param short the starter's text of the short workflow. Null where the project has none. */
export async function findOwnWorkflow(
  projectFolder: string,
  short: string,
): Promise<OwnWorkflow | null> {
  for (const { target, isOwn, adapt } of placeWorkflows(projectFolder)) {
    const text = await readOptionalFile(join(projectFolder, target));
    if (text === null || !isOwn(text)) continue;
    const plain = text.replaceAll("\r\n", "\n");
    // The lock file may have come after it.
    const isShort = packageTools.some((tool) => adapt(withInstall(short, tool)) === plain);
    return { target, text, isShort };
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
