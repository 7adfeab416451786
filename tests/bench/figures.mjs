// The figures that Switchpoint promises, measured on this machine, each beside what is wanted. `./dev bench` builds what it needs and
// runs it. A figure that misses is marked; nothing fails because of the machine.

import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { launch, ready, settled } from '../web/support/browser.mjs';
import { startServe } from '../web/support/server.mjs';
import { BareBrowser } from './bare_browser.mjs';

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
/** What the figures can be held against, measured beside them: names and milliseconds. @type {[string, number][]} */
const peers = [];
/** @param {string} what @param {'<=' | '>='} sense @param {number} limit @param {number} value @param {string} unit */
function figure(what, sense, limit, value, unit) {
  const reached = sense === '<=' ? value <= limit : value >= limit;
  figures.push({ what, wanted: `${sense === '<=' ? '≤' : '≥'} ${limit} ${unit}`, value, unit, reached });
}

/** When a page drew its first frame, in ms from the start of the navigation. */
const kFrame = 'performance.getEntriesByName("sp-first-frame")[0].startTime';
/** The same, if the page came from what an earlier visit has kept. */
const kKeptFrame = `performance.getEntriesByType("navigation")[0].workerStart > 0 && ${kFrame}`;

/** The time of a visit, the address entered in a tab that is open already. @param {BareBrowser} browser @param {string} context @param {string} url @param {string} [time] */
async function visit(browser, context, url, time = kFrame) {
  const tab = await browser.open(context);
  await sleep(1500); // the browser paints the tab, too
  await browser.enter(tab, url);
  return timeIn(browser, tab, time);
}

/** @param {BareBrowser} browser @param {string} tab @param {string} time */
async function timeIn(browser, tab, time) {
  await sleep(3000); // what follows the first frame is work of this visit, not of the next
  const at = await browser.evaluate(tab, time);
  if (!Number.isFinite(at)) throw new Error('A page drew nothing, or was not kept for the second visit.');
  return at;
}

/**
 * The times of one reader's visits, and those of the least page that can be drawn in the same way.
 * @param {BareBrowser} browser @param {string} url @param {string} bareUrl
 */
async function visits(browser, url, bareUrl) {
  const context = await browser.context();
  const first = await visit(browser, context, url);
  await sleep(2000); // the worker makes its copy
  const second = await visit(browser, context, url, kKeptFrame);
  const newTab = await timeIn(browser, await browser.open(context, url), kKeptFrame);
  const bare = await visit(browser, context, bareUrl);
  const bareNewTab = await timeIn(browser, await browser.open(context, bareUrl), kFrame);
  await browser.dispose(context);
  return { first, second, newTab, bare, bareNewTab };
}

/** Bytes that come over the wire on a first visit, headers included. @param {string} url */
async function firstBytes(url) {
  const browser = await launch();
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let received = 0;
  session.on('Network.loadingFinished', (event) => void (received += event.encodedDataLength));
  await page.goto(url);
  await ready(page);
  await settled(page, 1000);
  await browser.close();
  return received;
}

/** Frames that are drawn while nobody does anything. @param {string} url @param {number} seconds */
async function idleFrames(url, seconds) {
  const browser = await launch();
  const page = await browser.newPage();
  await page.goto(url);
  await ready(page);
  const before = await settled(page, 1000); // what is stored has been read
  await sleep(seconds * 1000);
  const frames = (await page.evaluate(() => window.switchpoint.frames)) - before;
  await browser.close();
  return frames;
}

async function measurePage() {
  const server = await startServe();
  figure('first visit, bytes over the wire', '<=', 900, (await firstBytes(server.url)) / 1000, 'kB');
  const bareServer = await startServe(join(top, 'tests/bench/bare_page'));
  const browser = new BareBrowser();
  /** @type {Awaited<ReturnType<typeof visits>>[]} */
  const all = [];
  await sleep(3000); // the browser's own start
  try {
    for (let i = 0; i < 9; i += 1) all.push(await visits(browser, server.url, bareServer.url));
  } finally {
    await browser.close();
    await bareServer.close();
  }
  /** @param {keyof (typeof all)[0]} which */
  const time = (which) => median(all.map((one) => one[which]));
  figure('first visit, start to first useful frame', '<=', 1000, time('first'), 'ms');
  figure('second visit, start to first useful frame', '<=', 400, time('second'), 'ms');
  figure('frames drawn in 5 idle seconds', '<=', 0, await idleFrames(server.url, 5), 'frames');
  await server.close();
  peers.push(
    ['a page of a cleared WebGL canvas and nothing else, without a service worker', time('bare')],
    ['second visit in a tab that the browser opens for it', time('newTab')],
    ['that page in a tab that the browser opens for it', time('bareNewTab')],
  );
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
for (const [what, ms] of peers) console.log(`beside   ${what}: ${ms.toFixed(0)} ms`);
