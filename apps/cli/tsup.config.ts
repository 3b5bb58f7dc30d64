import { packageBuild } from "../../tooling/build/package-build.ts";

export default packageBuild([
  "src/eval-worker.ts",
  "src/index.ts",
  "src/type-stripping.ts",
  "src/type-stripping-hook.ts",
]);
