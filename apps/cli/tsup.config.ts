import { packageBuild } from "../../tooling/build/package-build.ts";

export default packageBuild(["src/declared-worker.ts", "src/eval-worker.ts", "src/index.ts"]);
