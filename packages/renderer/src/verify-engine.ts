import { isError, PromptrailError, TemplateError } from "@promptrail/core/errors";

type Compile = (source: string) => { readonly render: (context: unknown) => string };

let verified = false;

/** Refuses, once per process, to run on a nunjucks whose insides are not the ones this package knows. */
export function verifyEngine(compile: Compile): void {
  if (verified) return;
  const cause = findFault(compile);
  if (cause !== undefined) {
    throw new PromptrailError(
      "not_supported",
      `The installed nunjucks does not work as version 3.2.4 does (${cause}). Install exactly nunjucks 3.2.4.`,
    );
  }
  verified = true;
}

/** Goes through all that nunjucks gives: tokens, look-ahead, the dispatch of nodes, and the code buffer. */
const probe = "{% for k, v in d.items() %}{{ k }}={{ v | upper }};{% endfor %}";
const injection = 'a"^Function`globalThis\\x2eP\\x3d1```^"b';

function findFault(compile: Compile): string | undefined {
  try {
    const text = compile(probe).render({ d: { a: "x", b: "{{ y }}" } });
    if (text !== "a=X;b={{ Y }};") return "a template renders other text";
  } catch (error) {
    return isError(error) ? error.message : "a template does not compile";
  }
  try {
    compile(`{{ ${injection} }}`);
  } catch (error) {
    return error instanceof TemplateError ? undefined : "an injected name is not refused";
  }
  return "an injected name is accepted";
}
