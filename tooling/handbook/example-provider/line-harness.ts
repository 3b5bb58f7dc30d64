import type { ProviderHarness } from "@promptrail/testing/provider-suite";
import { lineProvider } from "./line-provider.ts";
import { lineWire } from "./line-upstream.ts";

const harness: ProviderHarness = {
  wire: lineWire,
  model: "line-1",
  createProvider: ({ baseUrl, key }) => lineProvider({ url: baseUrl, key }),
};

export default harness;
