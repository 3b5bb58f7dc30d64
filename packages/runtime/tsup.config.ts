import { packageBuild } from "../../tooling/build/package-build.ts";

export default packageBuild([
  "src/index.ts",
  "src/keys.ts",
  "src/calls/window/worker/count-worker.ts",
]);
