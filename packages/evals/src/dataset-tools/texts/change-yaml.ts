import { withoutMark } from "@promptrail/core/portable";
import { type Document, isMap, isSeq, parseDocument, stringify, YAMLSeq } from "yaml";
import { findLineEnd } from "./line-end.js";
import type { FileRow, RowChanges } from "./row-changes.js";

/**
 * The text of a YAML file with changed rows: comments, anchors and the ways in which values are written stay. Throws
 * where a row that goes has an anchor that another one needs.
 */
export function changeYaml(written: string, changes: RowChanges): string {
  const text = withoutMark(written);
  const mark = text === written ? "" : "\uFEFF";
  const document: Document = parseDocument(text, { merge: true, uniqueKeys: false });
  if (!isSeq(document.contents)) document.contents = new YAMLSeq();
  const list = document.contents;
  const { remove, clusters, add } = changes;
  if (!isSeq(list)) return text;
  const appended = remove.size + clusters.size > 0 ? null : appendRows(text, list, add);
  if (appended !== null) return mark + appended;
  removeItems(document, list, remove);
  for (const item of list.items) {
    const cluster = isMap(item) ? clusters.get(idOf(item.get("id"))) : undefined;
    if (cluster !== undefined && isMap(item)) item.set("cluster", cluster);
  }
  for (const row of add) list.add(document.createNode(row, { aliasDuplicateObjects: false }));
  if (list.items.length > 0) list.flow = list.flow === true && text.trim() !== "";
  const changed = mark + document.toString({ lineWidth: 0 });
  return findLineEnd(text) === "\n" ? changed : changed.replaceAll("\n", "\r\n");
}

/** The text with rows behind its own, which stay byte for byte; null where its form does not let that happen. */
function appendRows(text: string, list: YAMLSeq, add: readonly FileRow[]): string | null {
  const [first] = list.items;
  const start = isMap(first) ? first.range?.[0] : undefined;
  if (start === undefined || list.flow === true || !text.endsWith("\n")) return null;
  const indent = /^( *)- +$/.exec(text.slice(text.lastIndexOf("\n", start - 1) + 1, start))?.[1];
  if (indent === undefined) return null;
  const rows = stringify(add, { lineWidth: 0, aliasDuplicateObjects: false });
  const end = findLineEnd(text);
  const whole = text + rows.replaceAll(/^(?=.)/gm, indent).replaceAll("\n", end);
  const { contents, errors } = parseDocument(whole, { merge: true, uniqueKeys: false });
  const isWhole = isSeq(contents) && contents.items.length === list.items.length + add.length;
  return isWhole && errors.length === 0 ? whole : null;
}

/** What stands above the first case may be about the whole file, so it stays where the case goes. */
function removeItems(document: Document, list: YAMLSeq, remove: ReadonlySet<string>): void {
  const [first] = list.items;
  list.items = list.items.filter((item) => !(isMap(item) && remove.has(idOf(item.get("id")))));
  if (!isMap(first) || list.items[0] === first || first.commentBefore == null) return;
  const above = [document.commentBefore, first.commentBefore].filter((each) => each != null);
  document.commentBefore = above.join("\n\n");
}

function idOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
