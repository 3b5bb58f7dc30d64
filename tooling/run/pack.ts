import { join } from "node:path";
import { packPackages } from "./packed/pack-packages.ts";
import { repositoryRoot } from "./run-command.ts";

/** `npm run pack`: writes the packages as tarballs, to try them before they are on npm. */
const folder = join(repositoryRoot, ".tarballs");
const { tarballs } = await packPackages(folder);
console.log(`${tarballs.size} packages are in ${folder}. In a project of your own:

  npm install ${folder}/*.tgz

With pnpm:

  cp ${folder}/pnpm-workspace.yaml .
  pnpm add ${folder}/*.tgz`);
