import { expect, test } from "vitest";
import { parseExampleBlocks } from "./example-block.ts";

const fence = "`".repeat(3);

test("takes the marked blocks and no other", () => {
  const text = `${fence}ts\nfirst();\n${fence}\n<!-- example -->\n${fence}ts\na();\n\nb();\n${fence}\n${fence}ts\nlast();\n${fence}\n<!-- page -->\n\n${fence}ts\nc();\n${fence}\n`;
  expect(parseExampleBlocks(text)).toEqual(["a();\n\nb();\n"]);
  expect(parseExampleBlocks(text, "page")).toEqual(["c();\n"]);
});

test("says what to add to a page without a marked block", () => {
  expect(() => parseExampleBlocks(`${fence}ts\na();\n${fence}`)).toThrow("<!-- example -->");
  expect(() => parseExampleBlocks(`<!-- example -->\ntext\n${fence}ts\na();\n${fence}`)).toThrow(
    "right before a block",
  );
});
