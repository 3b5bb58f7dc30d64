import { isPromptrailError, TemplateError } from "@promptrail/core";
import { expect, test } from "vitest";
import { compileTemplate } from "../src/compile-template.js";
import { verifyEngine } from "../src/verify-engine.js";

const probeText = "a=X;b={{ Y }};";

function compiled(text: string) {
  return { render: () => text };
}

function refusal(compile: Parameters<typeof verifyEngine>[0]): unknown {
  try {
    verifyEngine(compile);
  } catch (error) {
    return isPromptrailError(error) ? [error.code, error.message] : error;
  }
  return "accepted";
}

const advice = "Install exactly nunjucks 3.2.4.";

test.each([
  ["renders other text", () => compiled("a=x;b=;"), "a template renders other text"],
  ["accepts an injected name", () => compiled(probeText), "an injected name is accepted"],
  [
    "fails in a way of its own on an injected name",
    (source: string) => {
      if (source.includes("globalThis")) throw new SyntaxError("Unexpected token");
      return compiled(probeText);
    },
    "an injected name is not refused",
  ],
  [
    "lacks what the compiler is built on",
    () => {
      throw new TypeError("this._tmpid is not a function");
    },
    "this._tmpid is not a function",
  ],
])("refuses an engine that %s, each time it is asked", (_title, compile, cause) => {
  const message = `The installed nunjucks does not work as version 3.2.4 does (${cause}). ${advice}`;
  expect(refusal(compile)).toEqual(["not_supported", message]);
  expect(refusal(compile)).toEqual(["not_supported", message]);
});

test("an engine that passed is not asked again", () => {
  expect(compileTemplate("{{ a }}").render({ a: "b" })).toBe("b");
  const fail = () => {
    throw new TemplateError({ kind: "syntax", reason: "asked again" });
  };
  expect(refusal(fail)).toBe("accepted");
});
