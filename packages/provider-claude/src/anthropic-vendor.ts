import type { VendorAccess, VendorWords } from "@promptrail/core/provider-kit";

export const anthropicVendor: VendorAccess & VendorWords = {
  name: "Anthropic",
  id: "claude",
  keyVariable: "ANTHROPIC_API_KEY",
  baseUrlVariable: "ANTHROPIC_BASE_URL",
  defaultBaseUrl: "https://api.anthropic.com",
};
