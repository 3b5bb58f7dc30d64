import type { JsonObject, JsonValue } from "@promptrail/core";
import { samplePattern, toExpression } from "./sample-pattern.js";

const byFormat: Readonly<Record<string, string>> = {
  "date-time": "2024-05-06T07:08:09Z",
  date: "2024-05-06",
  time: "07:08:09",
  duration: "P1D",
  email: "ada@example.com",
  "idn-email": "ada@example.com",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  cidrv4: "192.0.2.0/24",
  cidrv6: "2001:db8::/32",
  uri: "https://example.com/a",
  "uri-reference": "/a",
  uuid: "3f2b1c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d",
  guid: "3f2b1c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d",
  base64: "dGV4dA==",
  base64url: "dGV4dA",
  e164: "+4915550100123",
  cuid: "cjld2cjxh0000qzrmn831i7rn",
  cuid2: "tz4a98xxat96iws9zmbrgj3a",
  nanoid: "V1StGXR8_Z5jdHi6B-myT",
  ulid: "01ARZ3NDEKTSV4RRFFQ69G5FAV",
  emoji: "🙂",
};

/** A text that fits the schema's format, pattern and length, as far as one is found. */
export function sampleText({ format, pattern, minLength, maxLength }: JsonObject): string {
  const shortest = toNumber(minLength) ?? 0;
  const longest = toNumber(maxLength) ?? Number.POSITIVE_INFINITY;
  const expression = typeof pattern === "string" ? toExpression(pattern) : null;
  const fits = (text: string) =>
    text.length >= shortest && text.length <= longest && (expression?.test(text) ?? true);
  const known = typeof format === "string" ? byFormat[format] : undefined;
  if (known !== undefined && fits(known)) return known;
  const plain = "text".repeat(Math.ceil(shortest / 4) || 1);
  const made =
    typeof pattern === "string"
      ? [0, 1, 2, shortest].map((more) => samplePattern(pattern, more))
      : [];
  return [plain, plain.slice(0, Math.min(longest, shortest || 4)), ...made].find(fits) ?? plain;
}

function toNumber(value: JsonValue | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}
