import { type Document, isMap, isSeq, parseDocument, YAMLSeq } from "yaml";
import { findLineEnd } from "./line-end.js";
import type { RowChanges } from "./row-changes.js";

/**
 * The text of a YAML file with changed rows: comments, anchors and the ways in which values are written stay. Throws
 * where a row that goes has an anchor that another one needs.
 */
export function changeYaml(text: string, { remove, clusters, add }: RowChanges): string {
  const document: Document = parseDocument(text, { merge: true, uniqueKeys: false });
  if (!isSeq(document.contents)) document.contents = new YAMLSeq();
  const list = document.contents;
  if (!isSeq(list)) return text;
  list.items = list.items.filter((item) => !(isMap(item) && remove.has(idOf(item.get("id")))));
  for (const item of list.items) {
    const cluster = isMap(item) ? clusters.get(idOf(item.get("id"))) : undefined;
    if (cluster !== undefined && isMap(item)) item.set("cluster", cluster);
  }
  for (const row of add) list.add(document.createNode(row, { aliasDuplicateObjects: false }));
  if (list.items.length > 0) list.flow = list.flow === true && text.trim() !== "";
  const written = document.toString({ lineWidth: 0 });
  return findLineEnd(text) === "\n" ? written : written.replaceAll("\n", "\r\n");
}

function idOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
