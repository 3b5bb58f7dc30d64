import { expect, test } from "vitest";
import { parseExampleBlock } from "./example-block.ts";

const fence = "`".repeat(3);

test("takes the marked block and not the one before it", () => {
  const text = `${fence}ts\nfirst();\n${fence}\n<!-- example -->\n${fence}ts\na();\n\nb();\n${fence}\n${fence}ts\nlast();\n${fence}\n`;
  expect(parseExampleBlock(text)).toBe("a();\n\nb();\n");
});

test("says what to add to a page without a marked block", () => {
  expect(() => parseExampleBlock(`${fence}ts\na();\n${fence}`)).toThrow("<!-- example -->");
  expect(() => parseExampleBlock(`<!-- example -->\ntext\n${fence}ts\na();\n${fence}`)).toThrow(
    "right before a block",
  );
});
