import { findRoads } from "./find-roads.ts";

/** `npm run roads [-- --json]`: the files that one Claude call and one rollback go through, in their order. */
const { call, rollback } = await findRoads();
if (process.argv.includes("--json")) {
  console.log(JSON.stringify({ call, rollback }, null, 2));
} else {
  print("One Claude call, from `promptrail.call` to the vendor's SDK and back", call);
  print("One rollback, from HTTP to every process", rollback);
}

function print(title: string, files: readonly string[] | null): void {
  if (files === null) {
    console.log(`${title}: npm has no PostgreSQL for this platform.`);
    return;
  }
  console.log(`${title}: ${files.length} files`);
  for (const [index, file] of files.entries())
    console.log(`${String(index + 1).padStart(4)} ${file}`);
}
