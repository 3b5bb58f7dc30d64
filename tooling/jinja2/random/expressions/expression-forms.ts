import type { ExpressionForms } from "../expression-writer.ts";
import { booleanForms } from "./boolean-forms.ts";
import { listForms } from "./list-forms.ts";
import { mappingForms } from "./mapping-forms.ts";
import { numberForms } from "./number-forms.ts";
import { textForms } from "./text-forms.ts";

export const expressionForms: ExpressionForms = {
  text: textForms,
  integer: numberForms,
  float: numberForms,
  boolean: booleanForms,
  none: [() => "none"],
  list: listForms,
  dict: mappingForms,
  record: mappingForms,
};
