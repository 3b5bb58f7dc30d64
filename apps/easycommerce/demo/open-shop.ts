import { createPromptrail } from "@promptrail/runtime";
import type { Shop } from "./story.ts";

/** The application's own Promptrail. The config is imported late: it reads the environment that the demo sets. */
export async function openShop(): Promise<Shop> {
  const { default: config } = await import("../promptrail.config.ts");
  return createPromptrail(config);
}
