import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { compileAsUser } from "../../../test/uses/compile-as-user.ts";
import { linkPackages } from "../compiled/link-packages.ts";
import { writeFile } from "../compiled/write-file.ts";
import type { PageFile } from "../list-page-files.ts";
import { parseManifests } from "./read-kubernetes.ts";

const documentSchema = z.looseObject({ apiVersion: z.string(), kind: z.string() });

/** Fields of manifests that the API of Kubernetes does not have, or has with other values. */
export async function findFieldFaults(files: readonly PageFile[]): Promise<readonly string[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "promptrail-manifests-")));
  try {
    linkPackages(folder);
    const names = files.map((file, index) => {
      writeFile(join(folder, `${index}.ts`), toSource(file));
      return `${index}.ts`;
    });
    const diagnostics = await compileAsUser(folder, names, {
      resolution: "bundler",
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
    });
    return diagnostics.map(({ file, message }) => {
      const { place } = files[Number.parseInt(file, 10)] ?? { place: file };
      return `${place}: ${message}`;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each document as a value of its kind's type. The group `v1` stands in `core`. */
function toSource({ text }: PageFile): string {
  const lines = parseManifests(text).map((manifest, index) => {
    const { apiVersion, kind } = documentSchema.parse(manifest);
    const group = apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`;
    const type = `import("kubernetes-types/${group}").${kind}`;
    return `export const manifest${index}: ${type} = ${JSON.stringify(manifest, null, 2)};`;
  });
  return lines.join("\n");
}
