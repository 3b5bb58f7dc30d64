import { packageBuild } from "../../tooling/build/package-build.ts";

export default packageBuild(
  [
    "src/index.ts",
    "src/lifecycle.ts",
    "src/call-log.ts",
    "src/jobs.ts",
    "src/provider-kit.ts",
    "src/errors.ts",
    "src/portable.ts",
    "src/state-folder.ts",
    "src/patterns.ts",
    "src/privacy.ts",
    "src/shape.ts",
  ],
  { smallDoor: "src/errors.ts" },
);
