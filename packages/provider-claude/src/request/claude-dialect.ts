import type { SchemaDialect } from "@promptrail/core";

/** The JSON Schema of structured outputs, as listed on platform.claude.com in November 2026. */
export const claudeDialect: SchemaDialect = {
  objectRoot: false,
  limits: new Set(["format", "minItems"]),
  formats: new Set([
    ...["date-time", "time", "date", "duration", "email", "hostname"],
    ...["uri", "ipv4", "ipv6", "uuid"],
  ]),
  mostMinItems: 1,
  // Anthropic's own SDKs put these into descriptions, too.
  described: new Set([
    ...["minLength", "maxLength", "pattern", "format"],
    ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
    ...["minItems", "maxItems", "uniqueItems"],
  ]),
  optionalFields: true,
  recursion: false,
  firstFieldTells: false,
  most: { optionalFields: 24, unions: 16 },
};
