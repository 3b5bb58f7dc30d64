import { type Expression, parseSync, type SpreadElement, Visitor } from "oxc-parser";
import type { Check, Finding } from "../finding.ts";
import { rememberFiles } from "../repository/remember-files.ts";
import { isTypeScript, listRepositoryFiles, placeOf } from "../repository/repository-files.ts";

const literalRule = "No object literal is spread into another one: that only folds lines";
const optionRule = "An option that may be absent is passed on as it is, also where it is undefined";

/** `...{ a, b }` and `...(x === undefined ? {} : { x })`, in all source and tests. */
export const checkSpreads: Check = (root) =>
  ["packages", "apps", "tooling"].flatMap((folder) =>
    listRepositoryFiles(root, folder)
      .filter(isTypeScript)
      .flatMap(({ path, text }) => checkText(path, text())),
  );

const checkText = rememberFiles((path, text): readonly Finding[] => {
  const findings: Finding[] = [];
  const add = ({ start }: SpreadElement, rule: string, fix: string): void => {
    findings.push({ rule, place: placeOf(path, text, start), fix });
  };
  new Visitor({
    SpreadElement: (node) => {
      const spread = bare(node.argument);
      if (spread.type === "ObjectExpression") {
        add(node, literalRule, "Write its members where the spread stands.");
      } else if (isOptional(spread, text)) {
        add(
          node,
          optionRule,
          "Write `x`, and let the type take `x?: T | undefined`; for JSON and headers there is `omitUndefined` of @promptrail/core.",
        );
      }
    },
  }).visit(parseSync(path, text).program);
  return findings;
});

/** `x === undefined ? {} : { y: x }`, or the other way round. */
function isOptional(node: Expression, text: string): boolean {
  if (node.type !== "ConditionalExpression") return false;
  const test = bare(node.test);
  if (test.type !== "BinaryExpression" || !/^[!=]==$/.test(test.operator)) return false;
  const { left, right } = test;
  if (right.type !== "Identifier" || right.name !== "undefined") return false;
  const branches = [bare(node.consequent), bare(node.alternate)];
  const isAbsent = test.operator === "===";
  const [without, given] = isAbsent ? branches : branches.toReversed();
  if (without?.type !== "ObjectExpression" || without.properties.length > 0) return false;
  const tested = text.slice(left.start, left.end);
  return (
    given?.type === "ObjectExpression" &&
    given.properties.every(
      (each) => each.type === "Property" && text.slice(each.value.start, each.value.end) === tested,
    )
  );
}

function bare(node: Expression): Expression {
  return node.type === "ParenthesizedExpression" ? bare(node.expression) : node;
}
