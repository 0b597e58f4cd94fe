// Connects a page with the engine. It runs as soon as it is there, while the page is still being read: what the head of the page
// names is fetched, and the worker started, before there is a form.

const connections = {};

/** Begins to fetch what every query needs, which the head of the page has asked for already: the engine would begin only when it runs. */
async function fetchStart(url) {
  const entry = await (await fetch(url)).json();
  return { entry, table: await (await fetch(new URL(entry.slot_table, url))).arrayBuffer() };
}

/** Returns a function that sends a message to the engine of the index at `url`, in a worker if the browser has module workers. */
export function connect(url) {
  return connections[url] ??= begin(url);
}

function begin(url) {
  const pending = new Map();
  let count = 0, service;
  const fetched = fetchStart(url).catch(() => null);
  // A browser without module workers fires an error before the first message.
  const inPage = () => import('./worker.js').then(async ({ Service }) => new Service(url, await fetched));
  let worker = null;
  try {
    // The pages' policy takes the address of a script only from what is made to give it (Trusted Types). This gives one address.
    const policy = { createScriptURL: () => new URL('./worker.js', import.meta.url).href };
    worker = new Worker((globalThis.trustedTypes?.createPolicy('worker', policy) ?? policy).createScriptURL(''), { type: 'module' });
    worker.onmessage = ({ data: { id, value, error } }) => {
      worker.onerror = null;
      const waiting = pending.get(id);
      pending.delete(id);
      if (error) waiting?.fail(new Error(error)); else waiting?.done(value);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      worker = null;
      for (const { message, done, fail } of pending.values()) ask(message).then(done, fail);
      pending.clear();
    };
  } catch {
    worker = null;
  }
  const started = fetched.then((start) => worker?.postMessage({ url, start }));
  async function ask(message) {
    await started;
    if (!worker) {
      service ??= inPage();
      return (await service)[message.kind](message);
    }
    return new Promise((done, fail) => {
      const id = ++count;
      pending.set(id, { message, done, fail });
      worker.postMessage({ ...message, id });
    });
  }
  return ask;
}

const entry = document.head.querySelector('link[as=fetch]');
if (entry) connect(entry.href);
