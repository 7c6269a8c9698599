// Opens a page in headless Chromium at several widths, light and dark; says as JSON what a person would stumble over.
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import puppeteer from "puppeteer-core";

const [file, chromium, pictures] = process.argv.slice(2);
const views = [];
for (const width of [1280, 390]) for (const scheme of ["light", "dark"]) views.push({ width, scheme });

const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] });
const seen = [];
for (const { width, scheme } of views) {
  const page = await browser.newPage();
  const requests = [];
  const errors = [];
  page.on("request", (request) => requests.push(request.url().slice(0, 60)));
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (line) => errors.push(line.text()));
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.setViewport({ width, height: 844, deviceScaleFactor: 1, isMobile: width < 500 });
  await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
  const layout = await page.evaluate(() => {
    const window_width = document.documentElement.clientWidth;
    const outside = [...document.body.querySelectorAll("*")].filter((each) => {
      const box = each.getBoundingClientRect();
      return !each.closest(".scroll table") && !each.closest(".skip") && (box.right > window_width + 1 || box.left < -1);
    });
    const blocks = [...document.querySelectorAll("main > *, header > *, nav > *, footer > *")].map((each) => each.getBoundingClientRect());
    const overlaps = blocks.filter((box, place) => place && box.height && blocks[place - 1].bottom > box.top + 1 && blocks[place - 1].top <= box.top);
    return {
      scrolls: document.documentElement.scrollWidth - window_width,
      outside: outside.map((each) => each.outerHTML.slice(0, 80)),
      overlaps: overlaps.length,
      unread: [...document.images].filter((each) => !each.complete || !each.naturalWidth).length,
      ground: getComputedStyle(document.body).backgroundColor,
      tables: [...document.querySelectorAll(".scroll")].map((each) => ({
        scrolls: each.scrollWidth > each.clientWidth,
        caption: each.querySelector("caption > *")?.getBoundingClientRect().right ?? 0,
      })),
    };
  });
  await page.keyboard.press("Tab");
  const first_stop = await page.evaluate(() => document.activeElement.className);
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations", "incomplete"] }));
  const brief = (results) => results.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.slice(0, 3).map((each) => each.html.slice(0, 120)) }));
  await page.screenshot({ path: `${pictures}/${width}-${scheme}.png`, fullPage: true });
  seen.push({ width, scheme, requests, errors, ...layout, first_stop, passes: found.passes.length, violations: brief(found.violations), incomplete: brief(found.incomplete) });
  await page.close();
}
const page = await browser.newPage();
await page.goto(pathToFileURL(file).href);
await page.pdf({ path: `${pictures}/print.pdf`, preferCSSPageSize: true });
await browser.close();
console.log(JSON.stringify(seen));
