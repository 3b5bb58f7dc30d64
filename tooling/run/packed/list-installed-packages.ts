import { readdirSync } from "node:fs";

/**
 * Names of all packages below a `node_modules` folder, at any depth, with their scopes.
 *
 * @param folder a `node_modules` folder.
 */
export function listInstalledPackages(folder: string): ReadonlySet<string> {
  const manifests = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith("/package.json"));
  const names = manifests.flatMap((path) => {
    const inside = path.split("node_modules/").at(-1) ?? "";
    // Deeper ones only set a module type for a folder of their package.
    const name = /^((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(inside)?.[1];
    return name === undefined ? [] : [name];
  });
  return new Set(names);
}
