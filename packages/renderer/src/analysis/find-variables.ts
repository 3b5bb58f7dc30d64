import type { TemplateVariable } from "@promptrail/core";
import type { Root } from "../syntax/ast.js";
import { StatementAnalysis } from "./statement-analysis.js";

/** Every context path that a template reads, in the order of first reading. */
export function findVariables(root: Root): readonly TemplateVariable[] {
  const analysis = new StatementAnalysis();
  analysis.visitBody(root.body);
  return analysis.reads.toVariables();
}
