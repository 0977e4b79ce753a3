// Opens a report in headless Chromium, uses it as readers do, and says what is wrong.
//
// usage: node look.mjs CHROMIUM REPORT.html OUT_FOLDER
//
// Prints JSON: problems[] (empty: nothing is wrong), load_ms, bars. Leaves light.png, dark.png, narrow.png and whole.png in OUT_FOLDER.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [program, report, folder] = process.argv.slice(2);
const address = pathToFileURL(resolve(report)).href;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const problems = [];
const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });

async function open(options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on('console', m => { if (['error', 'warning'].includes(m.type())) problems.push(`console: ${m.text()}`); });
  page.on('pageerror', e => problems.push(`script: ${e.message}`));
  page.on('request', r => { if (r.url() !== address) problems.push(`loads ${r.url()}`); });
  await page.goto(address);
  return page;
}

function expect(holds, problem) {
  if (!holds) problems.push(problem);
}

let page = await open({ colorScheme: 'light' });
// The fastest of three: the first start of a browser reads half of it from the disk.
let loadMs = Infinity;
for (let i = 0; i < 3; i++) {
  await page.reload();
  loadMs = Math.min(loadMs, await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))));
}
await page.screenshot({ path: join(folder, 'light.png') });
const bars = await page.locator('.plot [data-p]').count();
if (bars > 0) {
  const pick = page.locator('.chart:has(.plot) .pick');
  await page.locator('.scroll').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const said = await pick.textContent();
  expect(/^p\d\d/.test(said) && said.includes('took ms'), `the arrow keys say '${said}'`);
  expect(await page.locator('.plot .on').count() === 1, 'the arrow keys mark no bar');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement.tagName) === 'TR', 'Enter goes to no row');
  expect(await page.evaluate(() => document.activeElement.closest('details').open), 'Enter opens no table');
  const first = page.locator('table.sortable').first();
  const slowest = await first.evaluate(t => Array.from(t.tBodies[0].rows).sort((a, b) => b.cells[4].textContent - a.cells[4].textContent)[0].cells[4].textContent);
  await first.locator('th button', { hasText: 'took ms' }).click();
  expect(await first.locator('tbody tr').first().locator('td').nth(3).textContent() === slowest, 'sorting does not put the slowest first');
  expect(await first.locator('th[aria-sort=descending]').count() === 1, 'the sorted column is not marked');
  await page.locator('#zoom').fill('10');
  expect(await page.evaluate(() => document.querySelector('.plot').clientWidth > 9 * document.querySelector('.scroll').clientWidth), 'zoom does not zoom');
  await page.locator('.maps [data-p]').first().click();
  expect(/^p\d\d/.test(await page.locator('.chart:has(.maps) .pick').textContent()), 'an area says nothing');
}
await page.context().close();

for (const colorScheme of ['light', 'dark']) {
  page = await open({ colorScheme, bypassCSP: true });
  if (colorScheme === 'dark') await page.screenshot({ path: join(folder, 'dark.png') });
  // Large tables take axe minutes: what holds for some rows holds for all of them.
  await page.evaluate(() => {
    for (const d of document.querySelectorAll('details')) d.open = true;
    for (const body of document.querySelectorAll('tbody')) while (body.rows.length > 30) body.lastElementChild.remove();
    for (const svg of document.querySelectorAll('svg')) Array.from(svg.querySelectorAll('[data-p]')).slice(200).forEach(g => g.remove());
  });
  if (colorScheme === 'light') await page.screenshot({ path: join(folder, 'whole.png'), fullPage: true });
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  for (const v of found.violations) {
    const text = `axe (${colorScheme}): ${v.impact}: ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(', ')}`;
    if (['serious', 'critical'].includes(v.impact)) problems.push(text);
    else console.error(text);
  }
  await page.context().close();
}

page = await open({ colorScheme: 'light', viewport: { width: 420, height: 800 } });
await page.screenshot({ path: join(folder, 'narrow.png') });
expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), 'a narrow window scrolls sideways');
await page.context().close();

page = await open({ javaScriptEnabled: false });
expect(await page.locator('.plot svg').isVisible(), 'nothing is drawn without the script');
await page.context().close();
await browser.close();
console.log(JSON.stringify({ problems, load_ms: Math.round(loadMs), bars }));
