import { describeCalls } from "@promptrail/testing/conformance";
import { vi } from "vitest";
import { createPromptrail } from "../../src/index.js";

// Else each of the many processes asks git which build it is.
vi.stubEnv("PROMPTRAIL_BUILD", "conformance");

describeCalls("the runtime", (config, settings) => createPromptrail(config, settings));
