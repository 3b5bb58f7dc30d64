import { embedded } from "../src/embedded.js";

// A child process of tests: opens the embedded store of a folder and says how that went.
// `once` closes it at once and leaves; else it holds the store until it is killed.
const [projectFolder = ".", mode] = process.argv.slice(2).toReversed().slice(0, 2);

try {
  const store = await embedded().open({ environment: "production", projectFolder });
  await store.status.watch(
    0,
    () => {},
    () => {},
  );
  console.log(JSON.stringify({ opened: true, pid: process.pid }));
  if (mode === "once") await store.close();
} catch (error) {
  const { code, message } = error as { code: string; message: string };
  console.log(JSON.stringify({ opened: false, code, message }));
}
