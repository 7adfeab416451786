// The service worker: the page's copy for use without a network, the headers that threads need on servers that do not send them, and
// the change to a new version.

import { showNotice } from './notice.mjs';

const kWorker = './sw.js';
const kTried = 'switchpoint.isolation-tried';

const supported = () => 'serviceWorker' in navigator && window.isSecureContext;

/** @param {() => string | null} read */
function guarded(read) {
  try {
    return read();
  } catch {
    return null;
  }
}

/** True if this tab may reload itself for isolation: it has not just done so, and can remember that it did. */
function mayReload() {
  return guarded(() => {
    if (sessionStorage.getItem(kTried)) return null;
    sessionStorage.setItem(kTried, '1');
    return sessionStorage.getItem(kTried);
  }) !== null;
}

/** The page is isolated: the next time it is not (after a forced reload, say), it may try again. */
export function isolationWorks() {
  guarded(() => (sessionStorage.removeItem(kTried), null));
}

const register = () => navigator.serviceWorker.register(kWorker, { updateViaCache: 'none' });

/** @param {ServiceWorkerRegistration} registration @returns {Promise<boolean>} whether a worker came to work */
const activated = (registration) =>
  new Promise((resolve) => {
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    if (!worker) return resolve(false);
    const look = () => {
      if (worker.state === 'activated') resolve(true);
      if (worker.state === 'redundant') resolve(false);
    };
    worker.addEventListener('statechange', look);
    look();
  });

/**
 * Lets the service worker serve this page with the headers that isolate it. Reloads the page once; a promise of false means that this
 * cannot help, or has not.
 * @returns {Promise<boolean>} true: the page is being reloaded
 */
export async function isolateByWorker() {
  if (!supported()) return false;
  try {
    const registration = await register();
    // A forced reload goes past the worker that is there; else this is the first visit, and it has to come to work.
    if (!(await activated(registration))) return false;
    if (!mayReload()) return false;
    location.reload();
    return true;
  } catch {
    return false;
  }
}

/** Tells of a new version as soon as it is ready; the reader decides when to change. @param {ServiceWorkerRegistration} registration */
function watchForUpdate(registration) {
  const offer = () => {
    const { waiting } = registration;
    if (!waiting || !navigator.serviceWorker.controller) return;
    showNotice({
      text: 'A new version of Switchpoint is ready.',
      action: 'Reload',
      act: () => {
        if (waiting.state !== 'installed') return location.reload(); // another tab was first
        navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
        waiting.postMessage('take over');
      },
    });
  };
  offer();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offer);
  });
}

/** Whether the page came from the worker as it was opened: not on a first visit, nor by the reload that isolates it. */
function isLaterVisit() {
  const [entry] = performance.getEntriesByType('navigation');
  return navigator.serviceWorker.controller !== null && entry instanceof PerformanceNavigationTiming && entry.type !== 'reload';
}

/** Keeps the page for use without a network. Never reloads by itself. */
export async function keepOffline() {
  if (!supported()) return;
  const later = isLaterVisit();
  try {
    const registration = await register();
    watchForUpdate(registration);
    if (later) registration.active?.postMessage('fetch the rest');
  } catch {
    // Without it the page works, but only with a network: nothing to say.
  }
}
