import { buildPackages } from "./build-packages.ts";

process.exitCode = (await buildPackages()) ? 0 : 1;
