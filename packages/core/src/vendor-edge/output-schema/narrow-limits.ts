import type { JsonObject, JsonValue } from "../../json/json-value.js";
import type { Narrowing, SchemaDialect } from "./narrowing.js";
import { isPlainPattern, remarkKeywords, shapeKeywords } from "./schema-keywords.js";

export interface NarrowedLimits {
  readonly kept: JsonObject;
  /** What the vendor does not hold a model to, for the description. */
  readonly words: readonly string[];
}

/** The limits of one value: those that the vendor takes, and in words those that it does not. */
export function narrowLimits(
  schema: JsonObject,
  path: string,
  { dialect, described, obstacles }: Narrowing,
): NarrowedLimits {
  const limits = Object.entries(schema).filter(
    ([keyword]) => !shapeKeywords.has(keyword) && !remarkKeywords.has(keyword),
  );
  const others = limits.filter(([keyword, value]) => !takes(dialect, keyword, value));
  for (const [keyword] of others) {
    const isDescribed = dialect.described.has(keyword) || isSaidByFormat(dialect, keyword, schema);
    if (isDescribed) described.push(`${keyword} of ${path}`);
    else obstacles.push(`${path} uses ${keyword}`);
  }
  const texts = others.map(([keyword, value]) => `${keyword}: ${JSON.stringify(value)}`);
  return {
    kept: Object.fromEntries(limits.filter((limit) => !others.includes(limit))),
    words: texts.length === 0 ? [] : [`{${texts.join(", ")}}`],
  };
}

function takes(dialect: SchemaDialect, keyword: string, value: JsonValue): boolean {
  if (!dialect.limits.has(keyword)) return false;
  switch (keyword) {
    case "format":
      return typeof value === "string" && dialect.formats.has(value);
    case "pattern":
      return typeof value === "string" && isPlainPattern(value);
    case "minItems":
      return typeof value === "number" && value <= dialect.mostMinItems;
    default:
      return true;
  }
}

/** Libraries write a pattern beside the format that it stands for: the format alone says the same. */
function isSaidByFormat(dialect: SchemaDialect, keyword: string, schema: JsonObject): boolean {
  const { format } = schema;
  return keyword === "pattern" && format !== undefined && takes(dialect, "format", format);
}
