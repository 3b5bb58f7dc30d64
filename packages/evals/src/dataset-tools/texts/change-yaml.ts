import { withoutMark } from "@promptrail/core/portable";
import { type Document, isMap, isSeq, parseDocument, YAMLSeq } from "yaml";
import { findLineEnd } from "./line-end.js";
import type { RowChanges } from "./row-changes.js";

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
