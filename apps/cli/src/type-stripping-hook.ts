import { readFile } from "node:fs/promises";
import type { LoadHook } from "node:module";
import { fileURLToPath } from "node:url";
import { transformSync } from "amaro";

/** The errors of the stripper, under the codes that Node gives them. */
const codes: ReadonlyMap<unknown, string> = new Map([
  ["UnsupportedSyntax", "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX"],
  ["InvalidSyntax", "ERR_INVALID_TYPESCRIPT_SYNTAX"],
]);

/** Node's hook for loading a module: TypeScript files become JavaScript by leaving the types out. */
export const load: LoadHook = async (url, context, nextLoad) => {
  if (!/^file:.*\.m?ts$/.test(url)) return nextLoad(url, context);
  const filename = fileURLToPath(url);
  const text = await readFile(filename, "utf8");
  return { format: "module", source: strip(text, filename), shortCircuit: true };
};

function strip(text: string, filename: string): string {
  try {
    return transformSync(text, { mode: "strip-only", filename }).code;
  } catch (error) {
    const reason = typeof error === "object" && error !== null ? error : { message: String(error) };
    const message = "message" in reason ? String(reason.message) : "it cannot be read";
    const code = codes.get("code" in reason ? reason.code : undefined);
    throw Object.assign(new SyntaxError(message), code === undefined ? {} : { code });
  }
}
