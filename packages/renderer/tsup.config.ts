import { packageBuild } from "../../tooling/build/package-build.ts";

export default packageBuild([
  "src/index.ts",
  "src/worker/render-worker.ts",
  "src/worker/worker-guard.ts",
]);
