// The figures that Switchpoint promises, measured on this machine, each beside what is wanted. `./dev bench` builds what it needs and
// runs it. A figure that misses is marked; nothing fails because of the machine.

import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { launch, ready, settled } from '../web/support/browser.mjs';
import { startServe } from '../web/support/server.mjs';

const top = fileURLToPath(new URL('../../', import.meta.url));
const release = join(top, 'build/release');

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
/** @param {number} count @param {() => Promise<number>} measure */
async function medianOf(count, measure) {
  const values = [];
  for (let i = 0; i < count; i += 1) values.push(await measure());
  return median(values);
}

/**
 * @typedef {object} Figure
 * @property {string} what
 * @property {string} wanted
 * @property {number} value
 * @property {string} unit
 * @property {boolean} reached
 */

/** @type {Figure[]} */
const figures = [];
/** @param {string} what @param {'<=' | '>='} sense @param {number} limit @param {number} value @param {string} unit */
function figure(what, sense, limit, value, unit) {
  const reached = sense === '<=' ? value <= limit : value >= limit;
  figures.push({ what, wanted: `${sense === '<=' ? '≤' : '≥'} ${limit} ${unit}`, value, unit, reached });
}

/**
 * Time from the start of the navigation to the program's first frame. Until then nothing is asked of the page, which would take its time.
 * @param {import('playwright-core').Page} page @param {string} url
 */
async function firstFrame(page, url) {
  const drawn = page.waitForEvent('worker'); // the first thread
  await page.goto(url, { waitUntil: 'commit' });
  await drawn;
  await ready(page);
  return page.evaluate(() => performance.getEntriesByName('sp-first-frame')[0].startTime);
}

async function measurePage() {
  const server = await startServe();
  const browser = await launch();
  const visits = [];
  const seconds = [];
  let bytes = 0;
  for (let i = 0; i < 5; i += 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    let received = 0;
    session.on('Network.loadingFinished', (event) => void (received += event.encodedDataLength));
    visits.push(await firstFrame(page, server.url));
    bytes = Math.max(bytes, received);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await settled(page, 2000); // the copy for later, and threads, are work of the first visit
    const again = await context.newPage();
    seconds.push(await firstFrame(again, server.url));
    await context.close();
  }
  figure('first visit, bytes over the wire', '<=', 900, bytes / 1000, 'kB');
  figure('first visit, start to first useful frame', '<=', 1000, median(visits), 'ms');
  figure('second visit, start to first useful frame', '<=', 400, median(seconds), 'ms');

  const page = await browser.newPage();
  await page.goto(server.url);
  await ready(page);
  const before = await settled(page);
  await new Promise((resolve) => setTimeout(resolve, 5000));
  figure('frames drawn in 5 idle seconds', '<=', 0, (await page.evaluate(() => window.switchpoint.frames)) - before, 'frames');
  await browser.close();
  await server.close();
}

/** Google Benchmark's results by name. @param {string} filter @returns {Map<string, any>} */
function benchmarks(filter) {
  const file = join(tmpdir(), `switchpoint-bench-${process.pid}.json`);
  execFileSync(join(release, 'tests/switchpoint_bench'), [`--benchmark_filter=${filter}`, `--benchmark_out=${file}`, '--benchmark_out_format=json'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const results = JSON.parse(readFileSync(file, 'utf8')).benchmarks;
  rmSync(file);
  return new Map(results.map((/** @type {any} */ result) => [result.name, result]));
}

function measureEngine() {
  const results = benchmarks('^(record_event|clock_and_store|pan_through_a_million_events)');
  for (const [name, result] of results) {
    if (name.startsWith('record_event')) figure('one recorded event, its clock read included', '<=', 25, result.cpu_time, 'ns');
    if (name.startsWith('pan_through_a_million_events/1280')) figure('worst frame of a timeline of 1 M events, panning', '<=', 8, result.worst_ms, 'ms');
  }
}

async function measureGil() {
  const speedups = { gil: /** @type {number[]} */ ([]), 'free-threaded': /** @type {number[]} */ ([]) };
  await medianOf(5, async () => {
    const text = execFileSync(join(release, 'native/switchpoint'), ['run', 'gil-cpu-bound', '--set', 'threads=2', '--set', 'work_ms=1000', '--json'], { encoding: 'utf8' });
    for (const metric of JSON.parse(text).metrics) {
      if (metric.id === 'speedup' && metric.variant in speedups) speedups[/** @type {'gil'} */ (metric.variant)].push(metric.value);
    }
    return 0;
  });
  figure('gil-cpu-bound, 2 threads, free-threaded: speed-up', '>=', 1.7, median(speedups['free-threaded']), '×');
  figure('gil-cpu-bound, 2 threads, with the GIL: speed-up', '<=', 1.05, median(speedups.gil), '×');
}

measureEngine();
await measureGil();
await measurePage();

const width = Math.max(...figures.map((entry) => entry.what.length));
for (const entry of figures) {
  const value = entry.value.toLocaleString('en', { maximumFractionDigits: entry.value < 10 ? 2 : 0 });
  console.log(`${entry.reached ? 'reached' : 'MISSED '}  ${entry.what.padEnd(width)}  ${`${value} ${entry.unit}`.padStart(12)}   (wanted ${entry.wanted})`);
}
