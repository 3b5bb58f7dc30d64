import { Document, isCollection, isMap, isNode, isScalar, type Node, visit, YAMLSeq } from "yaml";

/** A row as plain data; what is no map is none. */
export type RowReader = (item: unknown) => unknown;

/**
 * Reads the rows of a list, one after another. A row's aliases are looked up among the anchors that came before:
 * the library looks through the whole document for each row, which takes minutes for some thousand.
 */
export function createRowReader(): RowReader {
  const anchors = new Map<string, Node>();
  return (item) => {
    const row = isMap(item) ? item : null;
    const around = new Document<Node>(null);
    const list = new YAMLSeq<Node>();
    list.items = [...anchors.values(), ...(row === null ? [] : [row])];
    around.contents = list;
    const value: unknown = row === null ? null : row.toJS(around, { maxAliasCount: 100 });
    if (isNode(item)) addAnchors(item, anchors);
    return value;
  };
}

function addAnchors(item: Node, anchors: Map<string, Node>): void {
  visit(item, (_key, node) => {
    if (!(isScalar(node) || isCollection(node)) || node.anchor === undefined) return;
    // The last one of a name counts, in its place.
    anchors.delete(node.anchor);
    anchors.set(node.anchor, node);
  });
}
