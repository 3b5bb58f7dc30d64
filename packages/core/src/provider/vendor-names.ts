/** By a provider's id: what OpenTelemetry's conventions call its vendor, where the id names a product. Other ids are the same. */
export const vendorNames: ReadonlyMap<string, string> = new Map([["claude", "anthropic"]]);
