import type { Check, Finding } from "../finding.ts";
import { listWorkspacePackages, type WorkspacePackage } from "../repository/workspace-packages.ts";
import { type LayerRow, layerTable, listForTests } from "./layer-table.ts";

const rule = "A package depends only on the packages of ours that its row of the layer table lists";
const scope = "@promptrail/";

/** Every dependency of ours in every package.json against the layer table. */
export const checkLayerManifests: Check = (root) =>
  listWorkspacePackages(root).flatMap((each) => {
    const row = layerTable[each.name];
    return row === undefined ? [unknownPackage(each)] : checkDependencies(each, row);
  });

function unknownPackage({ folder, name }: WorkspacePackage): Finding {
  return {
    rule,
    place: `${folder}/package.json`,
    fix: `Give ${name} a row in tooling/checks/layers/layer-table.ts, or remove the folder.`,
  };
}

function checkDependencies(each: WorkspacePackage, row: LayerRow): readonly Finding[] {
  const { manifest, folder, name } = each;
  const allowed = new Set(row.imports.map((entry) => entry.split("/")[0]));
  const peers = row.optionalPeers ?? [];
  const fields = [
    { field: "dependencies", allowed: [...allowed] },
    { field: "optionalDependencies", allowed: [...allowed] },
    { field: "peerDependencies", allowed: [...allowed, ...peers.filter(isOptionalIn(each))] },
    { field: "devDependencies", allowed: [...allowed, ...peers, ...listForTests(name)] },
  ] as const;
  return fields.flatMap((entry) =>
    namesOfOurs(manifest[entry.field])
      .filter((dependency) => !entry.allowed.includes(dependency))
      .map((dependency) => ({
        rule,
        place: `${folder}/package.json`,
        fix: `Remove ${scope}${dependency} from ${entry.field} of ${name}: ${describeRow(name, row)}`,
      })),
  );
}

const isOptionalIn =
  ({ manifest }: WorkspacePackage) =>
  (peer: string): boolean =>
    manifest.peerDependenciesMeta?.[`${scope}${peer}`]?.optional === true;

function describeRow(name: string, { imports, optionalPeers = [] }: LayerRow): string {
  const list = imports.length === 0 ? "none of ours" : imports.join(", ");
  const peers =
    optionalPeers.length === 0 ? "" : ` and has ${optionalPeers.join(", ")} as optional peer only`;
  return `${name} may import ${list}${peers}.`;
}

function namesOfOurs(field: unknown): readonly string[] {
  return Object.keys(field ?? {})
    .filter((name) => name.startsWith(scope))
    .map((name) => name.slice(scope.length));
}
