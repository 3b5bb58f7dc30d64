import { existsSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import type { Check, Finding } from "../finding.ts";
import {
  listWorkspacePackages,
  type PackageManifest,
  type WorkspacePackage,
} from "../repository/workspace-packages.ts";

const rule = "Every package.json has the one shape";

const fixedFields = {
  license: "Apache-2.0",
  type: "module",
  sideEffects: false,
  engines: { node: ">=22.19" },
} as const;

const knownFields: ReadonlySet<string> = new Set(
  [
    Object.keys(fixedFields),
    ["name", "version", "private", "description", "keywords", "repository", "homepage"],
    ["files", "bin", "imports", "exports", "publishConfig", "scripts"],
    ["dependencies", "devDependencies", "optionalDependencies"],
    ["peerDependencies", "peerDependenciesMeta"],
  ].flat(),
);

type Problems = readonly string[];

/** Fields, exports, scripts and configuration files of every package and app. */
export const checkPackageShape: Check = (root) =>
  listWorkspacePackages(root).flatMap((each) => {
    const isPublished = each.manifest.private !== true;
    const problems = [
      ...findFieldProblems(each),
      ...(isPublished ? [...findPublishingProblems(each), ...findFileProblems(root, each)] : []),
    ];
    return problems.map((fix): Finding => ({ rule, place: `${each.folder}/package.json`, fix }));
  });

function findFieldProblems({ name, manifest }: WorkspacePackage): Problems {
  const fixed = { name: `@promptrail/${name}`, ...fixedFields };
  return [
    ...Object.entries(fixed)
      .filter(([field, value]) => !isDeepStrictEqual(manifest[field], value))
      .map(([field, value]) => `Set "${field}" to ${JSON.stringify(value)}.`),
    ...["version", "description"]
      .filter((field) => typeof manifest[field] !== "string" || manifest[field] === "")
      .map((field) => `Give it a "${field}".`),
    ...Object.keys(manifest)
      .filter((field) => !knownFields.has(field))
      .map(
        (field) =>
          `Remove "${field}", or add it to the shape in tooling/checks/shape/package-shape.ts.`,
      ),
  ];
}

function findPublishingProblems({ name, manifest }: WorkspacePackage): Problems {
  const { exports = {}, publishConfig, scripts = {} } = manifest;
  const files = Array.isArray(manifest["files"]) ? manifest["files"] : [];
  return [
    ...(files.includes("dist") ? [] : ['List "dist" in "files".']),
    ...Object.entries(exports).flatMap(([path, target]) => findExportProblems(path, target)),
    ...("." in exports ? [] : ['Export ".".']),
    ...("./package.json" in exports ? [] : ['Export "./package.json".']),
    ...(publishConfig?.access === "public" ? [] : ['Set "publishConfig.access" to "public".']),
    ...(isDeepStrictEqual(publishConfig?.exports, toPublishedExports(exports))
      ? []
      : ['Make "publishConfig.exports" the exports without their "@promptrail/source" lines.']),
    ...Object.entries(expectedScripts(name))
      .filter(([script, command]) => scripts[script] !== command)
      .map(([script, command]) => `Set the script "${script}" to ${JSON.stringify(command)}.`),
  ];
}

function expectedScripts(name: string): Readonly<Record<string, string>> {
  return {
    build: "tsup && tsc -p tsconfig.build.json",
    typecheck: "tsc -p tsconfig.json",
    transit: "node -e 0",
    test: `vitest run --config ../../tooling/vitest.config.ts --project ${name}`,
  };
}

function findExportProblems(path: string, target: unknown): Problems {
  if (typeof target === "string") {
    return target.endsWith(".json") ? [] : [`Export ${path} by its source, types and default.`];
  }
  const entry = path === "." ? "index" : path.slice("./".length);
  const expected = [
    ["@promptrail/source", `./src/${entry}.ts`],
    ["types", `./dist/${entry}.d.ts`],
    ["default", `./dist/${entry}.js`],
  ] as const;
  // As entries: Node takes the first condition that fits, so that their order counts.
  return isDeepStrictEqual(Object.entries(target ?? {}), expected)
    ? []
    : [`Export ${path} as ${JSON.stringify(Object.fromEntries(expected))}, in this order.`];
}

function toPublishedExports(exports: NonNullable<PackageManifest["exports"]>): unknown {
  return Object.fromEntries(
    Object.entries(exports).map(([path, target]) => {
      if (typeof target !== "object" || target === null) return [path, target];
      const published = Object.entries(target).filter(([name]) => name !== "@promptrail/source");
      return [path, Object.fromEntries(published)];
    }),
  );
}

function findFileProblems(root: string, { folder }: WorkspacePackage): Problems {
  return ["tsconfig.json", "tsconfig.build.json", "tsup.config.ts"]
    .filter((file) => !existsSync(`${root}/${folder}/${file}`))
    .map((file) => `Add ${folder}/${file}.`);
}
