const key = '"subject":"';

/** Every text that a JSON text has as a `subject`, of whatever in it. */
export function findSubjects(json: Buffer): readonly string[] {
  const subjects: string[] = [];
  let at = json.indexOf(key);
  while (at >= 0) {
    const from = at + key.length;
    const to = json.indexOf('"', from);
    if (to < 0) break;
    subjects.push(json.toString("utf8", from, to));
    at = json.indexOf(key, to);
  }
  return subjects;
}
