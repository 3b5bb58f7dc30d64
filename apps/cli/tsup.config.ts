import { packageBuild } from "../../tooling/build/package-build.ts";

export default packageBuild(
  [
    "src/complete.ts",
    "src/declared-worker.ts",
    "src/eval-worker.ts",
    "src/index.ts",
    "src/start-cli.ts",
    "src/write-command-tree.ts",
  ],
  { onSuccess: "node dist/write-command-tree.js" },
);
