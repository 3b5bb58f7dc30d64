import type { Position } from "./syntax-error.js";

interface NodeBase<Name extends string> extends Position {
  readonly typename: Name;
}

export interface TextLiteral extends NodeBase<"TextLiteral"> {
  readonly value: string;
}
export interface NumberLiteral extends NodeBase<"NumberLiteral"> {
  readonly value: number;
  readonly float: boolean;
}
export interface Constant extends NodeBase<"Constant"> {
  readonly value: true | false | null;
}
export interface Name extends NodeBase<"Name"> {
  readonly name: string;
}
export interface ListLiteral extends NodeBase<"ListLiteral"> {
  readonly items: readonly Expression[];
}
export interface TupleLiteral extends NodeBase<"TupleLiteral"> {
  readonly items: readonly Expression[];
}
export interface DictLiteral extends NodeBase<"DictLiteral"> {
  readonly pairs: readonly (readonly [Expression, Expression])[];
}
export interface Member extends NodeBase<"Member"> {
  readonly target: Expression;
  readonly name: string;
}
export interface Item extends NodeBase<"Item"> {
  readonly target: Expression;
  readonly index: Expression;
}
export interface Slice extends NodeBase<"Slice"> {
  readonly target: Expression;
  readonly start: Expression | null;
  readonly stop: Expression | null;
  readonly step: Expression | null;
}

export interface CallArguments {
  readonly positional: readonly Expression[];
  readonly keywords: readonly { readonly name: string; readonly value: Expression }[];
  /** `*items` and `**mapping`. */
  readonly spread: Expression | null;
  readonly spreadKeywords: Expression | null;
}
export interface Call extends NodeBase<"Call"> {
  readonly callee: Expression;
  readonly args: CallArguments;
}
export interface FilterCall extends NodeBase<"FilterCall"> {
  /** Null where the filter is applied to a block's text. */
  readonly target: Expression | null;
  readonly name: string;
  readonly args: CallArguments;
}
export interface TestCall extends NodeBase<"TestCall"> {
  readonly target: Expression;
  readonly name: string;
  readonly negated: boolean;
  readonly args: CallArguments;
}
export interface Unary extends NodeBase<"Unary"> {
  readonly operator: "-" | "+";
  readonly operand: Expression;
}
export type BinaryOperator = "+" | "-" | "*" | "/" | "//" | "%" | "**";
export interface Binary extends NodeBase<"Binary"> {
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}
export type CompareOperator = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in";
export interface Compare extends NodeBase<"Compare"> {
  readonly left: Expression;
  readonly rest: readonly { readonly operator: CompareOperator; readonly right: Expression }[];
}
export interface Logic extends NodeBase<"Logic"> {
  readonly operator: "and" | "or";
  readonly left: Expression;
  readonly right: Expression;
}
export interface Not extends NodeBase<"Not"> {
  readonly operand: Expression;
}
export interface Concat extends NodeBase<"Concat"> {
  readonly parts: readonly Expression[];
}
export interface Conditional extends NodeBase<"Conditional"> {
  readonly test: Expression;
  readonly value: Expression;
  readonly otherwise: Expression | null;
}

export type Expression =
  | TextLiteral
  | NumberLiteral
  | Constant
  | Name
  | ListLiteral
  | TupleLiteral
  | DictLiteral
  | Member
  | Item
  | Slice
  | Call
  | FilterCall
  | TestCall
  | Unary
  | Binary
  | Compare
  | Logic
  | Not
  | Concat
  | Conditional;

export interface NamespaceTarget extends NodeBase<"NamespaceTarget"> {
  readonly name: string;
  readonly member: string;
}
export interface TupleTarget extends NodeBase<"TupleTarget"> {
  readonly items: readonly Target[];
}
/** What `set`, `for` and `with` bind. */
export type Target = Name | TupleTarget | NamespaceTarget;

export interface Parameter {
  readonly name: string;
  readonly fallback: Expression | null;
}

export interface TemplateText extends NodeBase<"TemplateText"> {
  readonly text: string;
}
export interface Print extends NodeBase<"Print"> {
  readonly expression: Expression;
}
export interface If extends NodeBase<"If"> {
  readonly branches: readonly { readonly test: Expression; readonly body: Body }[];
  readonly otherwise: Body;
}
export interface For extends NodeBase<"For"> {
  readonly target: Target;
  readonly iterable: Expression;
  readonly condition: Expression | null;
  readonly recursive: boolean;
  readonly body: Body;
  readonly otherwise: Body;
}
export interface Assign extends NodeBase<"Assign"> {
  readonly target: Target;
  readonly value: Expression;
}
export interface AssignBlock extends NodeBase<"AssignBlock"> {
  readonly target: Target;
  readonly filter: FilterCall | null;
  readonly body: Body;
}
export interface With extends NodeBase<"With"> {
  readonly bindings: readonly { readonly target: Target; readonly value: Expression }[];
  readonly body: Body;
}
export interface FilterBlock extends NodeBase<"FilterBlock"> {
  readonly filter: FilterCall;
  readonly body: Body;
}
export interface Macro extends NodeBase<"Macro"> {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: Body;
}
export interface CallBlock extends NodeBase<"CallBlock"> {
  readonly call: Call;
  readonly parameters: readonly Parameter[];
  readonly body: Body;
}
export interface Block extends NodeBase<"Block"> {
  readonly name: string;
  readonly scoped: boolean;
  /** Where it stands, it fails: the template that would fill it is never there. */
  readonly required: boolean;
  readonly body: Body;
}
/** A partial's text, where it stands. */
export interface Include extends NodeBase<"Include"> {
  readonly name: string;
  readonly body: Body;
}
export interface Root extends NodeBase<"Root"> {
  readonly body: Body;
}

export type Statement =
  | TemplateText
  | Print
  | If
  | For
  | Assign
  | AssignBlock
  | With
  | FilterBlock
  | Macro
  | CallBlock
  | Block
  | Include;
export type Body = readonly Statement[];
