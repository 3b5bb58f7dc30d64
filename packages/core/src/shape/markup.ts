const html =
  /<\/?(?:a|b|body|br|code|div|em|h[1-6]|head|hr|html|i|img|input|li|ol|p|pre|script|section|small|span|strong|style|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]{0,500})?\/?>/i;

/** A heading, a list, a quote or a fence at the beginning of a line; a link, an image or bold words in one. */
const markdown =
  /^(?:#{1,6} \S|```|> \S|\|.{1,200}\|$)|\[[^\]\n]{1,100}\]\([^)\s]{1,500}\)|\*\*\S[^*\n]{0,200}\*\*/m;

/** A statement of a programming language or of SQL that prose does not have. */
const code =
  /^```|^\s{0,40}(?:import .{1,100} from ['"]|from \w[\w.]{0,60} import |#include [<"]|(?:export |async |public |private |static ){0,3}(?:function \w{0,60}\(|class \w{1,60}\s?[{:(<]|def \w{1,60}\()|(?:const|let|var) \w{1,60}\s?=|(?:if|for|while) ?\(.{1,100}\) ?\{|return .{0,200};$)|\bSELECT\s.{1,200}\sFROM\s|=> ?\{|\w\(.{0,100}\);$/m;

/** A text that is an object or a list in JSON. */
const json = /^\s{0,100}(?:\{\s{0,100}(?:"|\})|\[\s{0,100}(?:["{[\]]|-?\d))/;

/** What texts are written in. */
export function findMarkup(texts: readonly string[]): readonly string[] {
  // Most texts of a context are names and codes.
  const written = texts.filter((text) => /[<#>|*[`({=;\n]|SELECT/.test(text));
  const holds = (form: RegExp): boolean => written.some((text) => form.test(text));
  const features: string[] = [];
  if (holds(html)) features.push("markup:html");
  if (holds(markdown)) features.push("markup:markdown");
  if (holds(code)) features.push("markup:code");
  if (written.some((text) => json.test(text) && /[\]}]\s*$/.test(text)))
    features.push("markup:json");
  return features;
}
