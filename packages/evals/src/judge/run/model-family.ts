/** A model by its vendor's names. */
export interface NamedModel {
  readonly provider: string;
  readonly model: string;
}

export function isSameModel(left: NamedModel, right: NamedModel): boolean {
  return left.provider === right.provider && left.model === right.model;
}

/** Whether two models come from one maker, as far as their names tell: a judge may prefer its own style. */
export function isSameModelFamily(left: NamedModel, right: NamedModel): boolean {
  return left.provider === right.provider || makerOf(left.model) === makerOf(right.model);
}

/** The letters that a model's name begins with, without the path that a gateway puts before it. */
function makerOf(model: string): string {
  const name = (model.split("/").at(-1) ?? model).toLowerCase();
  if (/^(gpt|chatgpt|o\d)/.test(name)) return "gpt";
  return /^[a-z]+/.exec(name)?.[0] ?? name;
}
