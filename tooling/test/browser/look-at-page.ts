import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";

export interface LookSettings {
  readonly browser: Browser;
  /** An HTML file. */
  readonly file: string;
  /** Of the window, in pixels. */
  readonly width: number;
  /** Default: light. */
  readonly colors?: "light" | "dark";
}

/** What a reader without scripts finds on a page, with each of its parts open. */
export interface SeenPage {
  /** What the page asked for, beside itself. */
  readonly requests: readonly string[];
  /** What the browser complains about. */
  readonly complaints: readonly string[];
  /** How many pixels of the page stand out of the window, sideways. */
  readonly overflow: number;
  /** The accessible names of the pictures that are seen. */
  readonly pictures: readonly string[];
  readonly title: string;
  readonly text: string;
}

/** Opens a page from its file, with scripts disabled. */
export async function lookAtPage(settings: LookSettings): Promise<SeenPage> {
  const { browser, file, width, colors = "light" } = settings;
  const viewport = { width, height: 900 };
  const context = await browser.newContext({
    viewport,
    colorScheme: colors,
    javaScriptEnabled: false,
  });
  try {
    const page = await context.newPage();
    const heard = listen(page, file);
    await page.goto(pathToFileURL(file).href);
    await openParts(page);
    return {
      ...heard,
      overflow: await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      ),
      pictures: await readPictures(page),
      title: await page.title(),
      text: await page.evaluate("document.body.innerText"),
    };
  } finally {
    await context.close();
  }
}

/** What the rules of axe find wrong with a page; a line each. Their script runs in it, which the page's policy would forbid. */
export async function findAxeViolations(settings: LookSettings): Promise<readonly string[]> {
  const { browser, file, width, colors = "light" } = settings;
  const viewport = { width, height: 900 };
  const context = await browser.newContext({ viewport, colorScheme: colors, bypassCSP: true });
  try {
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    await openParts(page);
    await page.evaluate(axe.source);
    return await page.evaluate<string[]>(`axe.run().then(({ violations }) =>
      violations.map(({ id, help, nodes }) => id + ": " + help + " " + nodes.slice(0, 3).map(({ target }) => target).join(", ")))`);
  } finally {
    await context.close();
  }
}

function listen(page: Page, file: string) {
  const requests: string[] = [];
  const complaints: string[] = [];
  const own = pathToFileURL(file).href;
  page.on("request", (request) => {
    if (request.url() !== own) requests.push(request.url());
  });
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  return { requests, complaints };
}

async function openParts(page: Page): Promise<void> {
  await page.evaluate(
    "document.querySelectorAll('details').forEach((each) => { each.open = true; })",
  );
}

async function readPictures(page: Page): Promise<readonly string[]> {
  const pictures = await page.getByRole("img").all();
  const snapshots = await Promise.all(pictures.map((picture) => picture.ariaSnapshot()));
  return snapshots.map((snapshot) => /^- img "(.*)"/.exec(snapshot)?.[1] ?? "");
}
