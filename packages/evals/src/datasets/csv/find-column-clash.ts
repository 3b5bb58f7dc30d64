interface Place {
  /** The first column that fills the place itself. */
  column: number | null;
  /** The first column that fills the place or one inside of it. */
  readonly first: number;
  readonly members: Map<string, Place>;
}

/**
 * Two columns of which one fills the other's place: both the same, or one a member of the other, which comes
 * first. Null where there are none. Takes as long as the paths are, however many.
 */
export function findColumnClash(
  paths: readonly (readonly string[])[],
): readonly [number, number] | null {
  const top = createPlace(0);
  for (const [index, path] of paths.entries()) {
    let place = top;
    for (const member of path) {
      const next = place.members.get(member) ?? createPlace(index);
      place.members.set(member, next);
      place = next;
      if (place.column !== null) return [place.column, index];
    }
    if (place.members.size > 0) return [index, place.first];
    place.column = index;
  }
  return null;
}

function createPlace(first: number): Place {
  return { column: null, first, members: new Map() };
}
