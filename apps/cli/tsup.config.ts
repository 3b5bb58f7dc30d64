import { packageBuild } from "../../tooling/build/package-build.ts";

export default packageBuild(["src/eval-worker.ts", "src/index.ts"]);
