import { packageBuild } from "../../tooling/build/package-build.ts";

export default packageBuild([
  "src/index.ts",
  "src/built-in.ts",
  "src/datasets.ts",
  "src/fuzz.ts",
  "src/json-schema.ts",
  "src/ledger.ts",
  "src/reports.ts",
  "src/run.ts",
  "src/statistics.ts",
  "src/thread.ts",
  "src/wrap-text.ts",
]);
