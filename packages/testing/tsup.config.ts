import { packageBuild } from "../../tooling/build/package-build.ts";

export default packageBuild([
  "src/index.ts",
  "src/conformance.ts",
  "src/provider-suite.ts",
  "src/upstreams.ts",
]);
